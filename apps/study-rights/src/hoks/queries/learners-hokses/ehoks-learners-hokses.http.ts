import { Get } from '@nestjs/common';
import { CurrentActor, ValidParams, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED, ehoksHoks, ehoksHokses } from '../../../http/answer-shapes.js';
import { holdsPen } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import {
  EHOKS_BY_HAND,
  learnerParams,
  type LearnerParams,
  learnersHoksParams,
  type LearnersHoksParams,
} from '../../ehoks/paths.js';
import { restful, type Restful } from '../../ehoks/restful.js';
import { onlyPeople } from '../../ehoks/user-type.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { HoksQuery } from '../hoks/hoks.query.js';
import { hoksView } from '../hoks/hoks-view.js';
import { LearnersHoksesQuery } from './learners-hokses.query.js';

@CompatibleController(EHOKS_BY_HAND)
export class EhoksLearnersHoksesController {
  constructor(
    private readonly list: LearnersHoksesQuery,
    private readonly one: HoksQuery,
  ) {}

  /** The HOKSes of a learner that the official may see. */
  @Get()
  @AnswersAsOthers(ehoksHokses, 'List the HOKSes of a learner', HOKS_REFUSED)
  async ofLearner(
    @CurrentActor() actor: Caller,
    @ValidParams(learnerParams) { oppijaOid }: LearnerParams,
  ): Promise<Restful<object[]>> {
    onlyPeople(actor);
    return restful(orProblem(await this.list.ofLearner(actor, oppijaOid)).map(hoksView));
  }

  /** One of them, and whether the official has the pen (R159). */
  @Get(':id')
  @AnswersAsOthers(ehoksHoks, 'Show a HOKS of a learner', HOKS_REFUSED)
  async get(
    @CurrentActor() actor: Caller,
    @ValidParams(learnersHoksParams) { id, oppijaOid }: LearnersHoksParams,
  ): Promise<Restful<object>> {
    onlyPeople(actor);
    const hoks = orProblem(await this.one.find(actor, id, { shown: 'LIVE', ofLearner: oppijaOid }));
    return restful(hoksView(hoks), { kyna: holdsPen(actor, hoks) });
  }
}
