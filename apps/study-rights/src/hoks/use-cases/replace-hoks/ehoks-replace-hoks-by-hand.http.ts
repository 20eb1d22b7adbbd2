import { HttpCode, Put } from '@nestjs/common';
import { CurrentActor, ValidBody, ValidParams, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { hoksReplacement, type HoksReplacement } from '../../ehoks/hoks-body.js';
import { EHOKS_BY_HAND, learnersHoksParams, type LearnersHoksParams } from '../../ehoks/paths.js';
import { onlyPeople } from '../../ehoks/user-type.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { ReplaceHoks } from './replace-hoks.use-case.js';

@CompatibleController(EHOKS_BY_HAND)
export class EhoksReplaceHoksByHandController {
  constructor(private readonly replaceHoks: ReplaceHoks) {}

  /** Replaces all data of a HOKS; what is not given goes. Takes the pen (R158–R159). */
  @Put(':id')
  @HttpCode(204)
  @AnswersAsOthers(null, 'Replace all data of a HOKS by hand', HOKS_REFUSED)
  async replace(
    @CurrentActor() actor: Caller,
    @ValidParams(learnersHoksParams) { id, oppijaOid }: LearnersHoksParams,
    @ValidBody(hoksReplacement) fields: HoksReplacement,
  ): Promise<void> {
    onlyPeople(actor);
    orProblem(await this.replaceHoks.execute(actor, { id, fields, mode: 'BY_HAND', ofLearner: oppijaOid }));
  }
}
