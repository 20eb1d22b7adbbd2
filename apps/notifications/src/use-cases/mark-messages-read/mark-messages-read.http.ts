import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, instantView, ValidBody } from '#platform';
import { MarkMessagesRead } from './mark-messages-read.use-case.js';

/** As many as a page of the list has at most. */
const body = z.strictObject({ ids: z.array(z.uuid().toLowerCase()).min(1).max(100) });
const readMessages = z
  .object({
    messages: z.array(z.object({ id: z.guid(), readAt: instantView }).readonly()).readonly(),
    unread: z.int().describe('What is still unread, counted to 1,000'),
  })
  .meta({ id: 'ReadMessages' });

@Controller('api/notifications/v1/messages')
export class MarkMessagesReadController {
  constructor(private readonly markMessagesRead: MarkMessagesRead) {}

  /** Marks messages of the own desk as read; ids of other messages are left out of the answer. */
  @Post('read')
  @HttpCode(200)
  @Answers(readMessages, { summary: 'Mark messages as read' })
  async post(
    @CurrentActor() actor: Actor,
    @ValidBody(body) { ids }: z.infer<typeof body>,
  ): Promise<z.infer<typeof readMessages>> {
    const { marked, unread } = await this.markMessagesRead.execute(actor, ids);
    return { messages: marked.map(({ id, readAt }) => ({ id, readAt: readAt.toISOString() })), unread };
  }
}
