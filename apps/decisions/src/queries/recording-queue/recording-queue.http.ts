import { Controller, Get } from '@nestjs/common';
import type { z } from 'zod';
import { type Actor, CurrentActor, type Page, ValidQuery } from '#platform';
import { page } from '../../http-shapes.js';
import { type QueueItem, RecordingQueueQuery } from './recording-queue.query.js';

@Controller('api/decisions/v1/recording-queue')
export class RecordingQueueController {
  constructor(private readonly recordingQueue: RecordingQueueQuery) {}

  @Get()
  async get(@CurrentActor() actor: Actor, @ValidQuery(page) asked: z.infer<typeof page>): Promise<Page<QueueItem>> {
    return this.recordingQueue.execute(actor, asked);
  }
}
