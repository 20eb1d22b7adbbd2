import { Controller, Get, Headers } from '@nestjs/common';
import { type Actor, CurrentActor, ValidParams } from '#platform';
import { holdsPen } from '../../../access.js';
import { hoksParams, type HoksParams } from '../../ehoks/paths.js';
import { SupportDesk } from '../../../problems/next-steps.js';
import { orLocalisedProblem } from '../../../problems/problems.js';
import { HoksQuery } from './hoks.query.js';
import { hoksView } from './hoks-view.js';

@Controller('api/study-rights/v1/hoks')
export class HoksController {
  constructor(
    private readonly query: HoksQuery,
    private readonly desk: SupportDesk,
  ) {}

  /**
   * A HOKS in eHOKS's field names, minimum data or more (R156–R157), whether the reader has the pen (R159) and whether it
   * leads to feedback (R172).
   */
  @Get(':id')
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(hoksParams) { id }: HoksParams,
    @Headers('accept-language') language: string | undefined,
  ): Promise<object> {
    const hoks = orLocalisedProblem(await this.query.find(actor, id), this.desk, language);
    return { ...hoksView(hoks), kyna: holdsPen(actor, hoks), palaute: hoks.palaute };
  }
}
