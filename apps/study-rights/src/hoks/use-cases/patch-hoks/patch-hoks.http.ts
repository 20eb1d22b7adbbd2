import { Controller, HttpCode, Patch } from '@nestjs/common';
import { type Actor, CurrentActor, ExpectedVersion, ValidBody, ValidParams, orProblem } from '#platform';
import { AnswersHere, HOKS_REFUSED } from '../../../http/answer-shapes.js';
import { entryModeOf } from '../../../domain/policy.js';
import { hoksPatch, type HoksPatch } from '../../ehoks/hoks-body.js';
import { hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { PatchHoks } from './patch-hoks.use-case.js';

@Controller('api/study-rights/v1/hoks')
export class PatchHoksController {
  constructor(private readonly patchHoks: PatchHoks) {}

  /** Changes main fields of a HOKS; what is not given stays. 409 after invalidation (R162), or for a stale version. */
  @Patch(':id')
  @HttpCode(204)
  @AnswersHere(null, 'Change main fields of a HOKS', 'patch-hoks', HOKS_REFUSED)
  async patch(
    @CurrentActor() actor: Actor,
    @ValidParams(hoksParams) { id }: HoksParams,
    @ValidBody(hoksPatch) fields: HoksPatch,
    @ExpectedVersion('optional') expectedVersion: number | undefined,
  ): Promise<void> {
    const result = await this.patchHoks.execute(actor, { id, fields, mode: entryModeOf(actor), expectedVersion });
    orProblem(result);
  }
}
