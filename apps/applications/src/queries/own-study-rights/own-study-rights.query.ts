import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { finnishDay, isRefused } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, type ErrorTable, pageOf, type SqlRunner, writeAudit } from '#platform';
import { anApplicationBelongsToAProgrammeInForce } from '../../domain/rules/an-application-belongs-to-a-programme-in-force.js';
import {
  aStudyRightMustBeTheStudentsOwnAndLive,
  type KnownStudyRight,
} from '../../domain/rules/a-study-right-must-be-the-students-own-and-live.js';
import { errors } from '../../errors.js';
import type { OwnStudyRight, StudyRightPage } from '../../http/answer-shapes.js';
import { listCursor } from '../../http/list-cursor.js';
import { CopiesRepository } from '../../persistence/copies.repository.js';
import { namesOfProgrammes } from '../../persistence/names.js';
import { authorise } from '../../use-cases/authorise.js';

const texts: ErrorTable = errors;
const position = listCursor(z.tuple([z.string().min(1).max(100)]));

/** The student's own study rights, ended ones too: an application is begun with one of them. */
@Injectable()
export class OwnStudyRightsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly copies: CopiesRepository,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    request: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<StudyRightPage> {
    const { institutionOid, personId } = actor;
    return this.unitOfWork.run(async ({ sql }) => {
      await authorise(sql, actor, 'list-study-rights');
      const [after] = position.keyIn(request.cursor) ?? [null];
      const found = await this.copies.studyRightsOfLearner(sql, actor, { after, limit: request.limit + 1 });
      const page = pageOf(
        found,
        request.limit,
        (one) => one,
        (last) => position.cursorAfter([last.studyRightId]),
      );
      const items = await this.inWords(sql, actor, page.items);
      await writeAudit(sql, {
        institutionOid,
        actorId: personId,
        action: 'list-study-rights',
        targetKind: 'study-right-list',
        targetId: 'own',
        subjectPersonId: personId,
        details: { studyRightIds: items.map(({ studyRightId }) => studyRightId) },
        at: this.clock.now(),
      });
      return { ...page, items };
    });
  }

  private async inWords(sql: SqlRunner, actor: Actor, found: readonly KnownStudyRight[]): Promise<OwnStudyRight[]> {
    const today = finnishDay(this.clock.now());
    const codes = [...new Set(found.map(({ programmeCode }) => programmeCode).filter((code) => code !== null))];
    const names = await namesOfProgrammes(sql, actor.institutionOid, codes);
    return Promise.all(
      found.map(async (one) => ({
        studyRightId: one.studyRightId,
        programmeCode: one.programmeCode,
        programmeName: names.get(one.programmeCode ?? '') ?? null,
        startDate: one.startDate,
        endDate: one.endDate,
        obstacle: await this.obstacle(sql, actor, one, today),
      })),
    );
  }

  private async obstacle(
    sql: SqlRunner,
    { institutionOid, personId }: Actor,
    studyRight: KnownStudyRight,
    today: string,
  ): Promise<OwnStudyRight['obstacle']> {
    const usable = aStudyRightMustBeTheStudentsOwnAndLive(studyRight, personId, today);
    const refusal = isRefused(usable)
      ? usable
      : anApplicationBelongsToAProgrammeInForce(
          await this.copies.programmeValidity(sql, institutionOid, usable.programmeCode),
          today,
        );
    const said = refusal && texts[refusal.refused];
    return said ? { code: refusal.refused, title: said.title, detail: said.detail } : null;
  }
}
