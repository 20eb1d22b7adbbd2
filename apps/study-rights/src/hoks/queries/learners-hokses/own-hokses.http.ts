import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidQuery, orProblem } from '#platform';
import { AnswersHere, HOKS_REFUSED, openingShape, ownHoksesShape } from '../../../http/answer-shapes.js';
import { config } from '../../../config.js';
import { numberCursor } from '../../../http/request-schemas.js';
import { hoksView } from '../hoks/hoks-view.js';
import { LearnersHoksesQuery } from './learners-hokses.query.js';

/** A HOKS may have 2 MB, and an answer is built in memory. */
const MOST = 20;

const ownQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(MOST).default(MOST),
  cursor: numberCursor,
});

@Controller('api/study-rights/v1/own-hokses')
export class OwnHoksesController {
  constructor(private readonly query: LearnersHoksesQuery) {}

  /** The signed-in learner's HOKSes in pages, from the day on which learners are let in (R155). */
  @Get()
  @AnswersHere(ownHoksesShape, 'List the own HOKSes of a learner', 'read-own-hokses', HOKS_REFUSED)
  async own(
    @CurrentActor() actor: Actor,
    @ValidQuery(ownQuery) { limit, cursor = 0 }: z.infer<typeof ownQuery>,
  ): Promise<{ hokses: object[]; nextCursor: string | null; total: number }> {
    const page = { limit, after: cursor };
    const { items, ...rest } = orProblem(await this.query.own(actor, config.HOKS_OPEN_TO_LEARNERS_FROM, page));
    return { hokses: items.map(hoksView), ...rest };
  }

  /** The day from which learners read their own HOKSes, and whether it has come (R155). */
  @Get('opening')
  @AnswersHere(openingShape, 'Show from when learners read their HOKSes', 'read-own-hokses')
  opening(@CurrentActor() actor: Actor): { openFrom: string; open: boolean } {
    return orProblem(this.query.opening(actor, config.HOKS_OPEN_TO_LEARNERS_FROM));
  }
}
