import { Controller, Get, Headers } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidParams } from '#platform';
import { SupportDesk } from '../../../problems/next-steps.js';
import { orLocalisedProblem } from '../../../problems/problems.js';
import { supportCaseParams, type ProvidersCase } from '../../support-case-view.js';
import { SupportCaseQuery, type CaseFile } from './support-case.query.js';

@Controller('api/study-rights/v1/support-cases')
export class SupportCaseController {
  constructor(
    private readonly query: SupportCaseQuery,
    private readonly desk: SupportDesk,
  ) {}

  /** One case. The support desk also gets everything that is known about its study right and HOKS. */
  @Get(':id')
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(supportCaseParams) { id }: z.infer<typeof supportCaseParams>,
    @Headers('accept-language') language: string | undefined,
  ): Promise<ProvidersCase | CaseFile> {
    return orLocalisedProblem(await this.query.execute(actor, id), this.desk, language);
  }
}
