import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import { UnitOfWork } from '#messaging';
import { Clock, orProblem, writeAudit, type Actor } from '#platform';
import type { Application } from '../../domain/application.js';
import { submitApplication } from '../../domain/decide/submit-application.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { CopiesRepository } from '../../persistence/copies.repository.js';
import { publishedEvents } from '../../published-events.js';
import { auditOfChange } from '../audit-of-change.js';
import { applicationForChange, authorise, type ChangeTarget } from '../authorise.js';
import { codesOfRetiredTargets } from '../written-content.js';

/** The student sends the draft to the named handler (R3). */
@Injectable()
export class SubmitApplication {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly copies: CopiesRepository,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, target: ChangeTarget, namedHandlerId: string | null): Promise<Application> {
    authorise(actor, 'submit-application');
    return this.unitOfWork.run(async (tx) => {
      const before = await applicationForChange(this.applications, tx, actor, target);
      const now = this.clock.now();
      const handlerId = namedHandlerId ?? before.handlerId;
      const handler = await this.copies.person(tx.sql, actor.institutionOid, handlerId);
      const studyRight = await this.copies.studyRight(tx.sql, actor.institutionOid, before.studyRightId);
      const programme = await this.copies.programmeValidity(tx.sql, actor.institutionOid, before.programmeCode);
      const today = finnishDay(now);
      const notInForce = await codesOfRetiredTargets(this.copies, tx, before, today);
      const facts = { handlerId, handler, studyRight, programme, notInForce, today };
      const decided = orProblem(submitApplication(before, { actorId: actor.personId, ...facts, now }));
      await this.applications.save(tx.sql, before, decided.application);
      await tx.append(...publishedEvents(decided));
      await writeAudit(tx.sql, auditOfChange(actor.personId, 'submit-application', before, decided.application, now));
      return decided.application;
    });
  }
}
