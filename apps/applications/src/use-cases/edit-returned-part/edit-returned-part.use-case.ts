import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock, orProblem, writeAudit, type Actor } from '#platform';
import type { Application } from '../../domain/application.js';
import { editReturnedPart } from '../../domain/decide/edit-returned-part.js';
import { aPartMustBelongToTheApplication } from '../../domain/rules/a-part-must-belong-to-the-application.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { publishedEvents } from '../../published-events.js';
import { auditOfChange } from '../audit-of-change.js';
import { applicationForChange, authorise, type ChangeTarget } from '../authorise.js';
import type { PartInput } from '../request-schemas.js';
import { WrittenContent } from '../written-content.js';

/** The student completes a returned part, type included (R110, D11). */
@Injectable()
export class EditReturnedPart {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly written: WrittenContent,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, target: ChangeTarget, partId: string, input: PartInput): Promise<Application> {
    authorise(actor, 'edit-returned-part');
    return this.unitOfWork.run(async (tx) => {
      const before = await applicationForChange(this.applications, tx, actor, target);
      const now = this.clock.now();
      const { content: sent } = orProblem(aPartMustBelongToTheApplication(before, partId));
      const content = await this.written.part(tx, actor, now, input, sent);
      const decided = orProblem(editReturnedPart(before, { actorId: actor.personId, partId, content, now }));
      await this.applications.save(tx.sql, before, decided.application);
      await tx.append(...publishedEvents(decided));
      await writeAudit(tx.sql, auditOfChange(actor.personId, 'edit-returned-part', before, decided.application, now));
      return decided.application;
    });
  }
}
