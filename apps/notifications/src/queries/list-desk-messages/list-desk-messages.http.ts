import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidQuery } from '#platform';
import { type DeskPage, deskPage } from './desk-message-view.js';
import { ListDeskMessagesQuery } from './list-desk-messages.query.js';

const MAX_LIMIT = 100;

export const listRequest = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(20),
  cursor: z.string().min(1).max(300).optional(),
  unread: z.stringbool({ truthy: ['true'], falsy: ['false'] }).optional(),
});

type ListRequest = z.infer<typeof listRequest>;

@Controller('api/notifications/v1/messages')
export class ListDeskMessagesController {
  constructor(private readonly listDeskMessages: ListDeskMessagesQuery) {}

  /** The own desk inbox, newest first, all of it or what is unread; nobody can ask for another's. */
  @Get()
  @Answers(deskPage, { summary: 'List the messages of the own desk', problems: ['message/cursor-invalid'] })
  async get(@CurrentActor() actor: Actor, @ValidQuery(listRequest) request: ListRequest): Promise<DeskPage> {
    return this.listDeskMessages.execute(actor, request);
  }
}
