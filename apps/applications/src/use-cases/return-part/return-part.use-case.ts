import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock, orProblem, writeAudit, type Actor } from '#platform';
import type { Application } from '../../domain/application.js';
import { returnPart } from '../../domain/decide/return-part.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { publishedEvents } from '../../published-events.js';
import { auditOfChange } from '../audit-of-change.js';
import { applicationForChange, authorise, type ChangeTarget } from '../authorise.js';
import type { ReturnInput } from '../request-schemas.js';

/** The handler returns a part to the student for completion (R33, R109). */
@Injectable()
export class ReturnPart {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, target: ChangeTarget, partId: string, input: ReturnInput): Promise<Application> {
    authorise(actor, 'return-part');
    return this.unitOfWork.run(async (tx) => {
      const before = await applicationForChange(this.applications, tx, actor, target);
      const now = this.clock.now();
      const decided = orProblem(returnPart(before, { actorId: actor.personId, partId, ...input, now }));
      await this.applications.save(tx.sql, before, decided.application);
      await tx.append(...publishedEvents(decided));
      await writeAudit(tx.sql, auditOfChange(actor.personId, 'return-part', before, decided.application, now));
      return decided.application;
    });
  }
}
