import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, say, ValidBody, ValidParams, ValidQuery } from '#platform';
import { ListStuckPartitions } from './list-stuck-partitions.js';
import { StepOver } from './step-over.js';
import type { RecordedStretch } from './stretch-table.js';

const query = z.strictObject({
  state: z.enum(['held', 'all']).default('held'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const params = z.object({ id: z.string().regex(/^\d{1,18}$/, say('runningNumber')) });
const body = z.strictObject({ reason: z.string().trim().min(3).max(500) });

/** For operators: records that this service cannot read. The module puts `/api/<service>/v1/` in front. */
@Controller('stuck-partitions')
export class StuckPartitionsController {
  constructor(
    private readonly listStuckPartitions: ListStuckPartitions,
    private readonly stepOver: StepOver,
  ) {}

  /** 200 with what holds partitions up, newest first; `state=all` with what once did. */
  @Get()
  async list(
    @CurrentActor() actor: Actor,
    @ValidQuery(query) { state, limit }: z.infer<typeof query>,
  ): Promise<{ items: RecordedStretch[] }> {
    return this.listStuckPartitions.execute(actor, state, limit);
  }

  /** 200 with the stretch, also when this was decided before; the consumer goes on within seconds. */
  @Post(':id/step-over')
  @HttpCode(200)
  async step(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { id }: z.infer<typeof params>,
    @ValidBody(body) { reason }: z.infer<typeof body>,
  ): Promise<RecordedStretch> {
    return this.stepOver.execute(actor, id, reason);
  }
}
