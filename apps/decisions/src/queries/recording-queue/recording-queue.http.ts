import { Controller, Get } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, Answers, CurrentActor, type Page, ValidQuery } from '#platform';
import { page } from '../../http/request-schemas.js';
import { type QueueItem, queuePage } from '../../http/answer-shapes.js';
import { rolesFor } from '../../domain/policy.js';
import { RecordingQueueQuery } from './recording-queue.query.js';

@Controller('api/decisions/v1/recording-queue')
export class RecordingQueueController {
  constructor(private readonly recordingQueue: RecordingQueueQuery) {}

  @Get()
  @Answers(queuePage, {
    summary: 'List what is approved and not recorded',
    roles: rolesFor('see-recording-queue'),
    problems: ['decision/not-allowed', 'decision/cursor-not-valid'],
  })
  async get(@CurrentActor() actor: Actor, @ValidQuery(page) asked: z.infer<typeof page>): Promise<Page<QueueItem>> {
    return this.recordingQueue.execute(actor, asked);
  }
}
