import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidBody, ValidParams, ValidQuery, Answers } from '#platform';
import { recordNumber, settlingReason } from '../dead-letters/operator-input.js';
import { ROLES_BY_RIGHT } from '../dead-letters/policy.js';
import { ListStuckPartitions } from './list-stuck-partitions.js';
import { StepOver } from './step-over.js';
import { shownStretch, shownStretches, type StretchView, stretchView } from './stretch-view.js';

const query = z.strictObject({
  state: z.enum(['held', 'all']).default('held'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const params = z.object({ id: recordNumber });
const body = z.strictObject({ reason: settlingReason });

/** For operators: records that this service cannot read. The module puts `/api/<service>/v1/` in front. */
@Controller('stuck-partitions')
export class StuckPartitionsController {
  constructor(
    private readonly listStuckPartitions: ListStuckPartitions,
    private readonly stepOver: StepOver,
  ) {}

  /** 200 with what holds partitions up, newest first; `state=all` with what once did. */
  @Get()
  @Answers(shownStretches, {
    summary: 'List what this service cannot read',
    roles: ROLES_BY_RIGHT.settle,
    problems: ['platform/forbidden'],
  })
  async list(
    @CurrentActor() actor: Actor,
    @ValidQuery(query) { state, limit }: z.infer<typeof query>,
  ): Promise<{ items: StretchView[] }> {
    const { items } = await this.listStuckPartitions.execute(actor, state, limit);
    return { items: items.map(stretchView) };
  }

  /** 200 with the stretch, also when this was decided before; the consumer goes on within seconds. */
  @Post(':id/step-over')
  @HttpCode(200)
  @Answers(shownStretch, {
    summary: 'Go on behind records that cannot be read',
    roles: ROLES_BY_RIGHT.settle,
    problems: ['platform/forbidden', 'stuck-partition/read'],
  })
  async step(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { id }: z.infer<typeof params>,
    @ValidBody(body) { reason }: z.infer<typeof body>,
  ): Promise<StretchView> {
    return stretchView(await this.stepOver.execute(actor, id, reason));
  }
}
