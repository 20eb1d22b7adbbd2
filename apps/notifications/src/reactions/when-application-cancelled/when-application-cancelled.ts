import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { announceCancelled } from '../../domain/announcements.js';
import { AnnounceEvent } from '../../use-cases/announce-event/announce-event.use-case.js';

@Controller()
export class WhenApplicationCancelled {
  constructor(private readonly announceEvent: AnnounceEvent) {}

  @Reaction('applications.application-cancelled.v1')
  async handle(
    @Payload() event: ReceivedEvent<'applications.application-cancelled.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const { applicationId, summary, handlerIds, partIds } = event.body;
    const news = { applicationId, studentId: summary.studentId };
    await this.announceEvent.execute(tx, event, announceCancelled(news, handlerIds, partIds.length));
  }
}
