import { HttpCode, Patch } from '@nestjs/common';
import { CurrentActor, ValidBody, ValidParams, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { hoksPatch, type HoksPatch } from '../../ehoks/hoks-body.js';
import { EHOKS_BY_HAND, learnersHoksParams, type LearnersHoksParams } from '../../ehoks/paths.js';
import { onlyPeople } from '../../ehoks/user-type.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { PatchHoks } from './patch-hoks.use-case.js';

@CompatibleController(EHOKS_BY_HAND)
export class EhoksPatchHoksByHandController {
  constructor(private readonly patchHoks: PatchHoks) {}

  /** Changes main fields of a HOKS; what is not given stays. Takes the pen (R158–R159). */
  @Patch(':id')
  @HttpCode(204)
  @AnswersAsOthers(null, 'Change main fields of a HOKS by hand', HOKS_REFUSED)
  async patch(
    @CurrentActor() actor: Caller,
    @ValidParams(learnersHoksParams) { id, oppijaOid }: LearnersHoksParams,
    @ValidBody(hoksPatch) fields: HoksPatch,
  ): Promise<void> {
    onlyPeople(actor);
    orProblem(await this.patchHoks.execute(actor, { id, fields, mode: 'BY_HAND', ofLearner: oppijaOid }));
  }
}
