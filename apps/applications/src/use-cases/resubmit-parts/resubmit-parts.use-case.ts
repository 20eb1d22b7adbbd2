import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock, orProblem, writeAudit, type Actor } from '#platform';
import type { Application } from '../../domain/application.js';
import { resubmitParts } from '../../domain/decide/resubmit-parts.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { publishedEvents } from '../../published-events.js';
import { auditOfChange } from '../audit-of-change.js';
import { applicationForChange, authorise, type ChangeTarget } from '../authorise.js';

/** The student sends the returned parts again, to the same handler (R110, D11). */
@Injectable()
export class ResubmitParts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, target: ChangeTarget): Promise<Application> {
    authorise(actor, 'resubmit-parts');
    return this.unitOfWork.run(async (tx) => {
      const before = await applicationForChange(this.applications, tx, actor, target);
      const now = this.clock.now();
      const decided = orProblem(resubmitParts(before, { actorId: actor.personId, now }));
      await this.applications.save(tx.sql, before, decided.application);
      await tx.append(...publishedEvents(decided));
      await writeAudit(tx.sql, auditOfChange(actor.personId, 'resubmit-parts', before, decided.application, now));
      return decided.application;
    });
  }
}
