import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidParams, ValidQuery, orProblem } from '#platform';
import { AnswersHere, CASE_REFUSED, caseOrFile } from '../../../http/answer-shapes.js';
import { supportCaseParams } from '../../http/support-case-view.js';
import { type CaseFile, type CaseOfProvider, SupportCaseQuery } from './support-case.query.js';

const caseQuery = z.strictObject({
  records: z
    .enum(['ALL', 'NONE'])
    .default('ALL')
    .describe('NONE: the lists are empty and the documents null; the timeline has them by pages'),
});

@Controller('api/study-rights/v1/support-cases')
export class SupportCaseController {
  constructor(private readonly query: SupportCaseQuery) {}

  /** One case. The support desk also gets everything that is known about its study right and HOKS. */
  @Get(':id')
  @AnswersHere(caseOrFile, 'Show a support case', 'read-support-case', CASE_REFUSED)
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(supportCaseParams) { id }: z.infer<typeof supportCaseParams>,
    @ValidQuery(caseQuery) { records }: z.infer<typeof caseQuery>,
  ): Promise<CaseOfProvider | CaseFile> {
    return orProblem(await this.query.execute(actor, id, records === 'ALL'));
  }
}
