import { HttpCode, Put } from '@nestjs/common';
import { CurrentActor, ValidBody, ValidParams, orProblem } from '#platform';
import { AnswersAsOthers, HOKS_REFUSED } from '../../../http/answer-shapes.js';
import type { Caller } from '../../../service-users/caller.js';
import { hoksReplacement, type HoksReplacement } from '../../ehoks/hoks-body.js';
import { EHOKS_HOKS, hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { onlyServiceUsers } from '../../ehoks/user-type.js';
import { CompatibleController } from '../../../service-users/compatible-controller.js';
import { ReplaceHoks } from './replace-hoks.use-case.js';

@CompatibleController(EHOKS_HOKS)
export class EhoksReplaceHoksController {
  constructor(private readonly replaceHoks: ReplaceHoks) {}

  /** Replaces all data of a HOKS; what is not given goes. */
  @Put(':id')
  @HttpCode(204)
  @AnswersAsOthers(null, 'Replace all data of a HOKS', HOKS_REFUSED)
  async replace(
    @CurrentActor() actor: Caller,
    @ValidParams(hoksParams) { id }: HoksParams,
    @ValidBody(hoksReplacement) fields: HoksReplacement,
  ): Promise<void> {
    onlyServiceUsers(actor);
    orProblem(await this.replaceHoks.execute(actor, { id, fields, mode: 'INTEGRATION' }));
  }
}
