import { Controller, Get } from '@nestjs/common';
import { type Actor, CurrentActor, orProblem } from '#platform';
import { AnswersHere, HOKS_REFUSED, ownHoksesShape } from '../../../http/answer-shapes.js';
import { config } from '../../../config.js';
import { hoksView } from '../hoks/hoks-view.js';
import { LearnersHoksesQuery } from './learners-hokses.query.js';

@Controller('api/study-rights/v1/own-hokses')
export class OwnHoksesController {
  constructor(private readonly query: LearnersHoksesQuery) {}

  /** The signed-in learner's HOKSes, from the day on which learners are let in (R155). */
  @Get()
  @AnswersHere(ownHoksesShape, 'List the own HOKSes of a learner', 'read-own-hokses', HOKS_REFUSED)
  async own(@CurrentActor() actor: Actor): Promise<{ hokses: object[] }> {
    const result = await this.query.own(actor, config.HOKS_OPEN_TO_LEARNERS_FROM);
    return { hokses: orProblem(result).map(hoksView) };
  }
}
