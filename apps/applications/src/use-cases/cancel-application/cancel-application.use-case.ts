import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock, orProblem, writeAudit, type Actor } from '#platform';
import type { Application } from '../../domain/application.js';
import { cancelApplication } from '../../domain/decide/cancel-application.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { publishedEvents } from '../../published-events.js';
import { auditOfChange } from '../audit-of-change.js';
import { applicationForChange, authorise, type ChangeTarget } from '../authorise.js';

/** The student cancels the application or single undecided parts (R30, R36, D16). */
@Injectable()
export class CancelApplication {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, target: ChangeTarget, partIds: readonly string[] | null): Promise<Application> {
    authorise(actor, 'cancel-application');
    return this.unitOfWork.run(async (tx) => {
      const before = await applicationForChange(this.applications, tx, actor, target);
      const now = this.clock.now();
      const decided = orProblem(cancelApplication(before, { actorId: actor.personId, partIds, now }));
      await this.applications.save(tx.sql, before, decided.application);
      await tx.append(...publishedEvents(decided));
      await writeAudit(tx.sql, auditOfChange(actor.personId, 'cancel-application', before, decided.application, now));
      return decided.application;
    });
  }
}
