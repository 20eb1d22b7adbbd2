import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { announceSubmitted } from '../../domain/announcements.js';
import { AnnounceEvent } from '../../use-cases/announce-event/announce-event.use-case.js';

@Controller()
export class WhenApplicationSubmitted {
  constructor(private readonly announceEvent: AnnounceEvent) {}

  @Reaction('applications.application-submitted.v1')
  async handle(
    @Payload() event: ReceivedEvent<'applications.application-submitted.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const { applicationId, summary, handlerId, parts } = event.body;
    const news = { applicationId, studentId: summary.studentId };
    await this.announceEvent.execute(tx, event, announceSubmitted(news, [handlerId], parts.length));
  }
}
