import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidBody, ValidParams, orProblem } from '#platform';
import { AnswersHere, CASE_REFUSED, desksCaseShape } from '../../../http/answer-shapes.js';
import { caseForDesk, type DesksCase, freeText, supportCaseParams } from '../../http/support-case-view.js';
import { ProposeOverride } from './propose-override.use-case.js';

const proposal = z.strictObject({
  reason: freeText.describe('why the HOKS may go; mandatory, read by the person who approves'),
  confirmed: z.boolean().default(false).describe('NEVER_STARTED is meant although something has been assessed.'),
});

@Controller('api/study-rights/v1/support-cases')
export class ProposeOverrideController {
  constructor(private readonly proposeOverride: ProposeOverride) {}

  /** Proposes to delete the HOKS and to invalidate the study right. Another person of the desk has to approve it. */
  @Post(':id/override')
  @HttpCode(200)
  @AnswersHere(desksCaseShape, 'Propose to delete the HOKS and to invalidate', 'propose-override', CASE_REFUSED)
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(supportCaseParams) { id }: z.infer<typeof supportCaseParams>,
    @ValidBody(proposal) { reason, confirmed }: z.infer<typeof proposal>,
  ): Promise<DesksCase> {
    const result = await this.proposeOverride.execute(actor, { id, reason, confirmed });
    return caseForDesk(orProblem(result));
  }
}
