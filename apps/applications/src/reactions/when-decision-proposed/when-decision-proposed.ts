import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { confirmDecision } from '../../domain/decide/confirm-decision.js';
import type { Decided } from '../../domain/decided.js';
import { ChangeApplication } from '../../use-cases/change-application.js';

/**
 * Confirms or refuses a decision that the decisions service has proposed. The application's lock makes this the one place
 * where a decision and a cancellation meet: the first to hold it wins, and the other one is refused.
 */
@Controller()
export class WhenDecisionProposed {
  constructor(private readonly change: ChangeApplication) {}

  @Reaction('decisions.decision-proposed.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'decisions.decision-proposed.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const { applicationId, partId, decisionId, round, outcome, deciderId } = body;
    const action = ({ events }: Decided) =>
      events.some(({ type }) => type === 'PartDecisionConfirmed') ? 'confirm-decision' : 'refuse-decision';
    const decided = await this.change.within(
      tx,
      { institutionOid, actorId: deciderId, action },
      applicationId,
      (before, now) => confirmDecision(before, { partId, decisionId, round, outcome, deciderId, now }),
    );
    if (!decided) throw new Error('a decision was proposed for an application that this institution does not have');
  }
}
