import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { type AnnouncedEvent, announcedEvents } from '../announced-events.js';
import type { Announcement } from '../domain/announcements.js';
import { AnnounceEvent } from '../use-cases/announce-event/announce-event.use-case.js';

/** Sends people messages about the events that `announced-events.ts` lists. */
@Controller()
export class AnnounceEvents {
  constructor(private readonly announceEvent: AnnounceEvent) {}

  @Reaction(Object.keys(announcedEvents) as AnnouncedEvent[])
  async handle(@Payload() event: ReceivedEvent<AnnouncedEvent>, @Ctx() { tx }: ReactionContext): Promise<void> {
    // The body is that of the name: the list has no other function for it.
    const announcementsOf = announcedEvents[event.name] as (body: typeof event.body) => Announcement[];
    await this.announceEvent.execute(tx, event, announcementsOf(event.body));
  }
}
