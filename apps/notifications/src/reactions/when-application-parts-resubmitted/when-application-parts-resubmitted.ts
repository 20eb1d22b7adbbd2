import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { announceResubmitted } from '../../domain/announcements.js';
import { AnnounceEvent } from '../../use-cases/announce-event/announce-event.use-case.js';

@Controller()
export class WhenApplicationPartsResubmitted {
  constructor(private readonly announceEvent: AnnounceEvent) {}

  @Reaction('applications.application-parts-resubmitted.v1')
  async handle(
    @Payload() event: ReceivedEvent<'applications.application-parts-resubmitted.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const { applicationId, summary, parts } = event.body;
    const news = { applicationId, studentId: summary.studentId };
    const sent = new Set(parts.map(({ partId }) => partId));
    const handlerIds = summary.parts.flatMap((part) =>
      sent.has(part.partId) && part.handlerId ? [part.handlerId] : [],
    );
    await this.announceEvent.execute(tx, event, announceResubmitted(news, handlerIds, parts.length));
  }
}
