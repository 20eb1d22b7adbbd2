import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { announceDecision } from '../../domain/announcements.js';
import { AnnounceEvent } from '../../use-cases/announce-event/announce-event.use-case.js';

@Controller()
export class WhenDecisionMade {
  constructor(private readonly announceEvent: AnnounceEvent) {}

  @Reaction('decisions.decision-made.v1')
  async handle(
    @Payload() event: ReceivedEvent<'decisions.decision-made.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const { applicationId, studentId, outcome } = event.body;
    await this.announceEvent.execute(tx, event, announceDecision({ applicationId, studentId }, outcome));
  }
}
