import { Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, ValidBody, ValidParams } from '#platform';
import { SupportDesk } from '../../../problems/next-steps.js';
import { orLocalisedProblem } from '../../../problems/problems.js';
import { caseForDesk, type DesksCase, supportCaseParams } from '../../support-case-view.js';
import { ApproveOverride } from './approve-override.use-case.js';

const nothing = z.strictObject({});

@Controller('api/study-rights/v1/support-cases')
export class ApproveOverrideController {
  constructor(
    private readonly approveOverride: ApproveOverride,
    private readonly desk: SupportDesk,
  ) {}

  /** Agrees to the override that another person has proposed, and carries it out. Final. */
  @Post(':id/approve')
  @HttpCode(200)
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(supportCaseParams) { id }: z.infer<typeof supportCaseParams>,
    @ValidBody(nothing) _: z.infer<typeof nothing>,
    @Headers('accept-language') language: string | undefined,
  ): Promise<DesksCase> {
    return caseForDesk(orLocalisedProblem(await this.approveOverride.execute(actor, id), this.desk, language));
  }
}
