import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor } from '#platform';
import { CountUnreadMessagesQuery } from './count-unread-messages.query.js';

const unreadCount = z.object({ unread: z.int().describe('Counted to 1,000') }).meta({ id: 'UnreadCount' });

@Controller('api/notifications/v1/messages')
export class CountUnreadMessagesController {
  constructor(private readonly countUnreadMessages: CountUnreadMessagesQuery) {}

  /** For a number beside a link: names nobody, so no reading of a person's data is noted. */
  @Get('unread')
  @Answers(unreadCount, { summary: 'Count the unread messages of the own desk' })
  async get(@CurrentActor() actor: Actor): Promise<z.infer<typeof unreadCount>> {
    return { unread: await this.countUnreadMessages.execute(actor) };
  }
}
