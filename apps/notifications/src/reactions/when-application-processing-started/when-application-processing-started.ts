import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { announceProcessingStarted } from '../../domain/announcements.js';
import { AnnounceEvent } from '../../use-cases/announce-event/announce-event.use-case.js';

@Controller()
export class WhenApplicationProcessingStarted {
  constructor(private readonly announceEvent: AnnounceEvent) {}

  @Reaction('applications.application-processing-started.v1')
  async handle(
    @Payload() event: ReceivedEvent<'applications.application-processing-started.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const { applicationId, summary } = event.body;
    await this.announceEvent.execute(
      tx,
      event,
      announceProcessingStarted({ applicationId, studentId: summary.studentId }),
    );
  }
}
