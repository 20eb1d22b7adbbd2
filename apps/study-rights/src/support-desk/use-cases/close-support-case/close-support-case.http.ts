import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidBody, ValidParams, orProblem } from '#platform';
import { AnswersHere, CASE_REFUSED, desksCaseShape, providersCaseShape } from '../../../http/answer-shapes.js';
import {
  caseForDesk,
  caseForProvider,
  type DesksCase,
  freeText,
  type ProvidersCase,
  supportCaseParams,
} from '../../http/support-case-view.js';
import { CloseSupportCase } from './close-support-case.use-case.js';

const rejection = z.strictObject({ reason: freeText.describe('why not; the provider reads it') });
const nothing = z.strictObject({});

@Controller('api/study-rights/v1/support-cases')
export class CloseSupportCaseController {
  constructor(private readonly closeSupportCase: CloseSupportCase) {}

  /** The desk says no. */
  @Post(':id/reject')
  @HttpCode(200)
  @AnswersHere(desksCaseShape, 'Say no to a support case', 'reject-support-case', CASE_REFUSED)
  async reject(
    @CurrentActor() actor: Actor,
    @ValidParams(supportCaseParams) { id }: z.infer<typeof supportCaseParams>,
    @ValidBody(rejection) { reason }: z.infer<typeof rejection>,
  ): Promise<DesksCase> {
    const result = await this.closeSupportCase.execute(actor, { id, step: 'reject', reason });
    return caseForDesk(orProblem(result));
  }

  /** The provider takes the case back. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @AnswersHere(providersCaseShape, 'Take a support case back', 'withdraw-support-case', CASE_REFUSED)
  async withdraw(
    @CurrentActor() actor: Actor,
    @ValidParams(supportCaseParams) { id }: z.infer<typeof supportCaseParams>,
    @ValidBody(nothing) _: z.infer<typeof nothing>,
  ): Promise<ProvidersCase> {
    const result = await this.closeSupportCase.execute(actor, { id, step: 'withdraw', reason: null });
    return caseForProvider(orProblem(result));
  }
}
