import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidParams } from '#platform';
import { uuid } from '../../http/request-schemas.js';
import { caseShape, type CaseView } from '../../http/answer-shapes.js';
import { ShowCaseQuery } from './show-case.query.js';

const params = z.object({ applicationId: uuid });

@Controller('api/decisions/v1/cases')
export class ShowCaseController {
  constructor(private readonly showCase: ShowCaseQuery) {}

  @Get(':applicationId')
  @Answers(caseShape, { summary: 'Show a case with its decisions', problems: ['decision/case-not-found'] })
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { applicationId }: z.infer<typeof params>,
  ): Promise<CaseView> {
    return this.showCase.execute(actor, applicationId);
  }
}
