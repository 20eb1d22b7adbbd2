import { Controller, Get } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, CurrentActor, ValidQuery } from '#platform';
import { page } from '../../http-shapes.js';
import { type QueueItem, RecordingQueue } from './recording-queue.query.js';

@Controller('api/decisions/v1/recording-queue')
export class RecordingQueueHttp {
  constructor(private readonly recordingQueue: RecordingQueue) {}

  @Get()
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(page) asked: z.infer<typeof page>,
  ): Promise<{ items: QueueItem[]; nextCursor: string | null }> {
    return this.recordingQueue.run(actor, asked);
  }
}
