import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidParams, orProblem } from '#platform';
import { AnswersHere, CASE_REFUSED, caseOrFile } from '../../../http/answer-shapes.js';
import { supportCaseParams, type ProvidersCase } from '../../http/support-case-view.js';
import { SupportCaseQuery, type CaseFile } from './support-case.query.js';

@Controller('api/study-rights/v1/support-cases')
export class SupportCaseController {
  constructor(private readonly query: SupportCaseQuery) {}

  /** One case. The support desk also gets everything that is known about its study right and HOKS. */
  @Get(':id')
  @AnswersHere(caseOrFile, 'Show a support case', 'read-support-case', CASE_REFUSED)
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(supportCaseParams) { id }: z.infer<typeof supportCaseParams>,
  ): Promise<ProvidersCase | CaseFile> {
    return orProblem(await this.query.execute(actor, id));
  }
}
