import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, EVENT_STREAM, msToEndOfToken, sendStream } from '#platform';
import { LiveChanges } from './live-changes.js';

@Controller('changes')
export class ChangesController {
  constructor(private readonly changes: LiveChanges) {}

  /**
   * A stream of server-sent events that lasts as long as the token: `{ kind, id?, version? }` for what has changed and the
   * reader may read; `resync` when hints may have been lost; a comment each 15 s.
   */
  @Get()
  @Answers(z.string(), {
    summary: 'Hear what has changed',
    mediaTypes: [EVENT_STREAM],
    problems: ['platform/too-many-requests'],
  })
  get(@CurrentActor() reader: Actor, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    void sendStream(reply, this.changes.open(reader, msToEndOfToken(request)));
  }
}
