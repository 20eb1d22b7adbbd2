import { Controller, Get } from '@nestjs/common';
import { type Actor, CurrentActor, ValidParams, orProblem } from '#platform';
import { AnswersHere, HOKS_REFUSED, hoksForReaderShape } from '../../../http/answer-shapes.js';
import { holdsPen } from '../../../domain/policy.js';
import { hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { HoksQuery } from './hoks.query.js';
import { hoksView } from './hoks-view.js';

@Controller('api/study-rights/v1/hoks')
export class HoksController {
  constructor(private readonly query: HoksQuery) {}

  /**
   * A HOKS in eHOKS's field names, minimum data or more (R156–R157), whether the reader has the pen (R159) and whether it
   * leads to feedback (R172).
   */
  @Get(':id')
  @AnswersHere(hoksForReaderShape, 'Show a HOKS', 'read-hoks', HOKS_REFUSED)
  async get(@CurrentActor() actor: Actor, @ValidParams(hoksParams) { id }: HoksParams): Promise<object> {
    const hoks = orProblem(await this.query.find(actor, id));
    return { ...hoksView(hoks), kyna: holdsPen(actor, hoks), palaute: hoks.palaute };
  }
}
