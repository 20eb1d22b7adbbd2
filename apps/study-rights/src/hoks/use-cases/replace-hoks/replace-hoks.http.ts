import { Controller, HttpCode, Put } from '@nestjs/common';
import { type Actor, CurrentActor, ExpectedVersion, ValidBody, ValidParams, orProblem } from '#platform';
import { AnswersHere, HOKS_REFUSED } from '../../../http/answer-shapes.js';
import { entryModeOf } from '../../../domain/policy.js';
import { hoksReplacement, type HoksReplacement } from '../../ehoks/hoks-body.js';
import { hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { ReplaceHoks } from './replace-hoks.use-case.js';

@Controller('api/study-rights/v1/hoks')
export class ReplaceHoksController {
  constructor(private readonly replaceHoks: ReplaceHoks) {}

  /** Replaces all data of a HOKS; what is not given goes. 409 after invalidation (R162), or for a stale version. */
  @Put(':id')
  @HttpCode(204)
  @AnswersHere(null, 'Replace all data of a HOKS', 'replace-hoks', HOKS_REFUSED)
  async replace(
    @CurrentActor() actor: Actor,
    @ValidParams(hoksParams) { id }: HoksParams,
    @ValidBody(hoksReplacement) fields: HoksReplacement,
    @ExpectedVersion('optional') expectedVersion: number | undefined,
  ): Promise<void> {
    const result = await this.replaceHoks.execute(actor, { id, fields, mode: entryModeOf(actor), expectedVersion });
    orProblem(result);
  }
}
