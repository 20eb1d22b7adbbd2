import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { UnitOfWork } from '#messaging';
import { Clock, orProblem, writeAudit, type Actor } from '#platform';
import type { Application } from '../../domain/application.js';
import { editDraft } from '../../domain/decide/edit-draft.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { publishedEvents } from '../../published-events.js';
import { auditOfChange } from '../audit-of-change.js';
import { applicationForChange, authorise, type ChangeTarget } from '../authorise.js';
import type { DraftInput } from '../request-schemas.js';
import { WrittenContent } from '../written-content.js';

/** The student rewrites a draft as a whole (R27, R37). */
@Injectable()
export class EditDraft {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly written: WrittenContent,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, target: ChangeTarget, input: DraftInput): Promise<Application> {
    authorise(actor, 'edit-draft');
    return this.unitOfWork.run(async (tx) => {
      const before = await applicationForChange(this.applications, tx, actor, target);
      const now = this.clock.now();
      const studyRight = await this.written.studyRight(tx, actor, now, input.studyRightId);
      const contents = await this.written.parts(tx, actor, now, input.parts);
      const decided = orProblem(
        editDraft(before, {
          actorId: actor.personId,
          studyRight,
          handlerId: await this.written.handler(tx, actor, now, input.handlerId),
          contents,
          newPartId: () => newId(),
          now,
        }),
      );
      await this.applications.save(tx.sql, before, decided.application);
      await tx.append(...publishedEvents(decided));
      await writeAudit(tx.sql, auditOfChange(actor.personId, 'edit-draft', before, decided.application, now));
      return decided.application;
    });
  }
}
