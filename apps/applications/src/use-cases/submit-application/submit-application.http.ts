import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { universityId, ValidBody, ValidParams, Command, type SentCommand, VersionedReply } from '#platform';
import { AnswersApplication, STUDY_RIGHT_REFUSED } from '../../http/answer-shapes.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, type ApplicationParams } from '../../http/request-schemas.js';
import { SubmitApplication } from './submit-application.use-case.js';

const submitInput = z.strictObject({ handlerId: universityId.nullish() });

@Controller('api/applications/v1/applications')
export class SubmitApplicationController {
  constructor(private readonly submitApplication: SubmitApplication) {}

  /** 200 with the sent application; 400 with a field error at `handlerId` when no handler is named (R3). */
  @Post(':id/submit')
  @HttpCode(200)
  @AnswersApplication('submit-application', 'Send an application to its handler', [
    'application/content-not-accepted',
    ...STUDY_RIGHT_REFUSED,
  ])
  @VersionedReply()
  async post(
    @Command('optional') command: SentCommand,
    @ValidParams(applicationParams) { id }: ApplicationParams,
    @ValidBody(submitInput) { handlerId }: z.infer<typeof submitInput>,
  ): Promise<ApplicationView> {
    return this.submitApplication.execute(command, id, handlerId ?? null);
  }
}
