import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidBody, ValidParams, orProblem } from '#platform';
import { AnswersHere, CASE_REFUSED, desksCaseShape } from '../../../http/answer-shapes.js';
import { caseForDesk, type DesksCase, supportCaseParams } from '../../http/support-case-view.js';
import { ApproveOverride } from './approve-override.use-case.js';

const nothing = z.strictObject({});

@Controller('api/study-rights/v1/support-cases')
export class ApproveOverrideController {
  constructor(private readonly approveOverride: ApproveOverride) {}

  /** Agrees to the override that another person has proposed, and carries it out. Final. */
  @Post(':id/approve')
  @HttpCode(200)
  @AnswersHere(desksCaseShape, 'Carry out an override that another person proposed', 'approve-override', CASE_REFUSED)
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(supportCaseParams) { id }: z.infer<typeof supportCaseParams>,
    @ValidBody(nothing) _: z.infer<typeof nothing>,
  ): Promise<DesksCase> {
    return caseForDesk(orProblem(await this.approveOverride.execute(actor, id)));
  }
}
