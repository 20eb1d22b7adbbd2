import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock, orProblem, writeAudit, type Actor } from '#platform';
import type { Application } from '../../domain/application.js';
import { startProcessing } from '../../domain/decide/start-processing.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { publishedEvents } from '../../published-events.js';
import { auditOfChange } from '../audit-of-change.js';
import { applicationForChange, authorise, type ChangeTarget } from '../authorise.js';

/** The handler takes their waiting parts into processing (R8, R29). */
@Injectable()
export class StartProcessing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, target: ChangeTarget): Promise<Application> {
    authorise(actor, 'start-processing');
    return this.unitOfWork.run(async (tx) => {
      const before = await applicationForChange(this.applications, tx, actor, target);
      const now = this.clock.now();
      const decided = orProblem(startProcessing(before, { actorId: actor.personId, now }));
      await this.applications.save(tx.sql, before, decided.application);
      await tx.append(...publishedEvents(decided));
      await writeAudit(tx.sql, auditOfChange(actor.personId, 'start-processing', before, decided.application, now));
      return decided.application;
    });
  }
}
