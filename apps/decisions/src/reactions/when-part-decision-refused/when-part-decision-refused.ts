import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { SettleDecision } from '../../use-cases/settle-decision/settle-decision.use-case.js';

/** The part went its own way first (cancelled, returned, sent again): the decision never took effect. */
@Controller()
export class WhenPartDecisionRefused {
  constructor(private readonly settleDecision: SettleDecision) {}

  @Reaction('applications.part-decision-refused.v1')
  async handle(
    @Payload() event: ReceivedEvent<'applications.part-decision-refused.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.settleDecision.refuse(tx, event.body);
  }
}
