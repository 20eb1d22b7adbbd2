import { HttpCode, Post } from '@nestjs/common';
import { refuse } from '#kernel';
import { CurrentActor, ValidBody, ValidParams, orProblem, problemOf } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED, ehoksUri } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { hoksCreation, type HoksCreation } from '../../ehoks/hoks-body.js';
import { EHOKS_BY_HAND, learnerParams, type LearnerParams } from '../../ehoks/paths.js';
import { restful, type Restful } from '../../ehoks/restful.js';
import { onlyPeople } from '../../ehoks/user-type.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { CreateHoks } from './create-hoks.use-case.js';

@CompatibleController(EHOKS_BY_HAND)
export class EhoksCreateHoksByHandController {
  constructor(private readonly createHoks: CreateHoks) {}

  /** Stores what a manual recorder enters; manuaalisyotto is true of it for good (R158). */
  @Post()
  @HttpCode(200)
  @AnswersAsOthers(ehoksUri, 'Store a HOKS that an official enters', HOKS_REFUSED)
  async post(
    @CurrentActor() actor: Caller,
    @ValidParams(learnerParams) { oppijaOid }: LearnerParams,
    @ValidBody(hoksCreation) body: HoksCreation,
  ): Promise<Restful<{ uri: string }>> {
    onlyPeople(actor);
    if (body['oppija-oid'] !== oppijaOid) throw problemOf(refuse('hoks/learner-differs', { learnerOid: oppijaOid }));
    const { id } = orProblem(await this.createHoks.execute(actor, body, 'BY_HAND'));
    return restful({ uri: `/${EHOKS_BY_HAND.replace(':oppijaOid', oppijaOid)}/${id}` }, { id });
  }
}
