import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { SettleDecision } from '../../use-cases/settle-decision/settle-decision.use-case.js';

/** The part was free, so the decision is final. */
@Controller()
export class WhenPartDecisionConfirmed {
  constructor(private readonly settleDecision: SettleDecision) {}

  @Reaction('applications.part-decision-confirmed.v1')
  async handle(
    @Payload() event: ReceivedEvent<'applications.part-decision-confirmed.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.settleDecision.confirm(tx, event.body);
  }
}
