import { HttpCode, Patch } from '@nestjs/common';
import { CurrentActor, ValidBody, ValidParams, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { hoksPatch, type HoksPatch } from '../../ehoks/hoks-body.js';
import { EHOKS_HOKS, hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { onlyServiceUsers } from '../../ehoks/user-type.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { PatchHoks } from './patch-hoks.use-case.js';

@CompatibleController(EHOKS_HOKS)
export class EhoksPatchHoksController {
  constructor(private readonly patchHoks: PatchHoks) {}

  /** Changes main fields of a HOKS; what is not given stays. */
  @Patch(':id')
  @HttpCode(204)
  @AnswersAsOthers(null, 'Change main fields of a HOKS', HOKS_REFUSED)
  async patch(
    @CurrentActor() actor: Caller,
    @ValidParams(hoksParams) { id }: HoksParams,
    @ValidBody(hoksPatch) fields: HoksPatch,
  ): Promise<void> {
    onlyServiceUsers(actor);
    orProblem(await this.patchHoks.execute(actor, { id, fields, mode: 'INTEGRATION' }));
  }
}
