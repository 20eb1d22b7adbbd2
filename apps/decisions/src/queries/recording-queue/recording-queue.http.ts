import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { type Actor, Answers, CurrentActor, ValidQuery } from '#platform';
import { page } from '../../http/request-schemas.js';
import { type QueuePage, queuePage } from '../../http/answer-shapes.js';
import { rolesFor } from '../../domain/policy.js';
import { RecordingQueueQuery } from './recording-queue.query.js';

const queueRequest = page.extend({
  programmeCode: z.string().min(1).max(LIMITS.code).optional(),
  text: z.string().trim().min(2).max(100).optional(),
});

@Controller('api/decisions/v1/recording-queue')
export class RecordingQueueController {
  constructor(private readonly recordingQueue: RecordingQueueQuery) {}

  /** Oldest first; `text` is a piece of the student's name. */
  @Get()
  @Answers(queuePage, {
    summary: 'List what is approved and not recorded',
    roles: rolesFor('see-recording-queue'),
    problems: ['decision/not-allowed', 'decision/cursor-not-valid'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(queueRequest) asked: z.infer<typeof queueRequest>,
  ): Promise<QueuePage> {
    return this.recordingQueue.execute(actor, asked);
  }
}
