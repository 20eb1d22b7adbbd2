import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Clock, writeAudit } from '#platform';
import { confirmDecision } from '../../domain/decide/confirm-decision.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { publishedEvents } from '../../published-events.js';
import { auditOfChange } from '../../use-cases/audit-of-change.js';

/**
 * Confirms or refuses a decision that the decisions service has proposed. The application's lock makes this the one place
 * where a decision and a cancellation meet: whichever holds it first wins, and the other one is told.
 */
@Controller()
export class WhenDecisionProposed {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
  ) {}

  @Reaction('decisions.decision-proposed.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'decisions.decision-proposed.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const before = await this.applications.lock(tx.sql, institutionOid, body.applicationId);
    if (!before) throw new Error('a decision was proposed for an application that this institution does not have');
    const { partId, decisionId, round, outcome } = body;
    const now = this.clock.now();
    const decided = confirmDecision(before, { partId, decisionId, round, outcome, now });
    await this.applications.save(tx.sql, before, decided.application);
    await tx.append(...publishedEvents(decided));
    const confirmed = decided.events.some((event) => event.type === 'PartDecisionConfirmed');
    const action = confirmed ? 'confirm-decision' : 'refuse-decision';
    await writeAudit(tx.sql, auditOfChange(body.deciderId, action, before, decided.application, now));
  }
}
