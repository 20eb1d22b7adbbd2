import { Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidBody, ValidParams } from '#platform';
import { SupportDesk } from '../../../problems/next-steps.js';
import { orLocalisedProblem } from '../../../problems/problems.js';
import {
  caseForDesk,
  caseForProvider,
  type DesksCase,
  freeText,
  type ProvidersCase,
  supportCaseParams,
} from '../../support-case-view.js';
import { CloseSupportCase } from './close-support-case.use-case.js';

const rejection = z.strictObject({ reason: freeText.describe('why not; the provider reads it') });
const nothing = z.strictObject({});

@Controller('api/study-rights/v1/support-cases')
export class CloseSupportCaseController {
  constructor(
    private readonly closeSupportCase: CloseSupportCase,
    private readonly desk: SupportDesk,
  ) {}

  /** The desk says no. */
  @Post(':id/reject')
  @HttpCode(200)
  async reject(
    @CurrentActor() actor: Actor,
    @ValidParams(supportCaseParams) { id }: z.infer<typeof supportCaseParams>,
    @ValidBody(rejection) { reason }: z.infer<typeof rejection>,
    @Headers('accept-language') language: string | undefined,
  ): Promise<DesksCase> {
    const result = await this.closeSupportCase.execute(actor, { id, step: 'reject', reason });
    return caseForDesk(orLocalisedProblem(result, this.desk, language));
  }

  /** The provider takes the case back. */
  @Post(':id/withdraw')
  @HttpCode(200)
  async withdraw(
    @CurrentActor() actor: Actor,
    @ValidParams(supportCaseParams) { id }: z.infer<typeof supportCaseParams>,
    @ValidBody(nothing) _: z.infer<typeof nothing>,
    @Headers('accept-language') language: string | undefined,
  ): Promise<ProvidersCase> {
    const result = await this.closeSupportCase.execute(actor, { id, step: 'withdraw', reason: null });
    return caseForProvider(orLocalisedProblem(result, this.desk, language));
  }
}
