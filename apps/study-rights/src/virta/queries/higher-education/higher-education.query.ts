import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, type Page, pageOf } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { auditPage } from '../../../study-rights/queries/audit-of-page.js';
import { HigherEducationRepository } from '../../persistence/higher-education.repository.js';
import { higherEducationCursor, type HigherEducationView, higherEducationView } from './higher-education-view.js';

export interface HigherEducationSearch {
  readonly studentId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Study rights of higher education within reach, as universities publish them and VIRTA records give them. Nobody changes them here. */
@Injectable()
export class HigherEducationQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly studyRights: HigherEducationRepository,
  ) {}

  async execute(
    actor: Actor,
    { studentId, limit, cursor }: HigherEducationSearch,
  ): Promise<Page<HigherEducationView> | Refusal> {
    const refusal = can(actor, 'list-higher-education');
    if (refusal !== null) return refusal;
    const after = higherEducationCursor.keyIn(cursor);
    const at = this.clock.now();
    return this.unitOfWork.run(async ({ sql }) => {
      const search = { institutionOid: reachOf(actor), studentId: studentId ?? null, after, limit: limit + 1 };
      const rows = await this.studyRights.page(sql, search);
      const shown = rows
        .slice(0, limit)
        .map(({ institutionOid, studentId: learnerOid }) => ({ institutionOid, learnerOid }));
      await auditPage(sql, shown, { actor, action: 'list-higher-education', at });
      return pageOf(
        rows,
        limit,
        (row) => higherEducationView(row, finnishDay(at)),
        ({ institutionOid, id }) => higherEducationCursor.cursorAfter([institutionOid, id]),
      );
    });
  }
}
