import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidParams } from '#platform';
import { uuid } from '../../http-shapes.js';
import { type CaseView, ShowCase } from './show-case.query.js';

const params = z.object({ applicationId: uuid });

@Controller('api/decisions/v1/cases')
export class ShowCaseHttp {
  constructor(private readonly showCase: ShowCase) {}

  @Get(':applicationId')
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(params) { applicationId }: z.infer<typeof params>,
  ): Promise<CaseView> {
    return this.showCase.run(actor, applicationId);
  }
}
