import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, instantView, ValidBody, ValidParams } from '#platform';
import { MarkMessageRead } from './mark-message-read.use-case.js';

const messageParams = z.strictObject({ id: z.uuid() });
const noBody = z.strictObject({});
const readMessage = z.object({ id: z.guid(), readAt: instantView }).meta({ id: 'ReadMessage' });

@Controller('api/notifications/v1/messages')
export class MarkMessageReadController {
  constructor(private readonly markMessageRead: MarkMessageRead) {}

  /** Marks a message of the own desk as read; the same answer however often it is called. */
  @Post(':id/read')
  @HttpCode(200)
  @Answers(readMessage, { summary: 'Mark a message as read', problems: ['message/not-found'] })
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(messageParams) { id }: z.infer<typeof messageParams>,
    @ValidBody(noBody) _body: z.infer<typeof noBody>,
  ): Promise<z.infer<typeof readMessage>> {
    const readAt = await this.markMessageRead.execute(actor, id);
    return { id, readAt: readAt.toISOString() };
  }
}
