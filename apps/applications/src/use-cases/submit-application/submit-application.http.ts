import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  CurrentActor,
  ExpectedVersion,
  universityId,
  ValidBody,
  ValidParams,
  withVersion,
  type Actor,
} from '#platform';
import { AnswersApplication, STUDY_RIGHT_REFUSED } from '../../answer-shapes.js';
import { applicationView, type ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, type ApplicationParams } from '../request-schemas.js';
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
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(applicationParams) params: ApplicationParams,
    @ExpectedVersion('optional') expectedVersion: number | undefined,
    @ValidBody(submitInput) input: z.infer<typeof submitInput>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationView> {
    const target = { applicationId: params.id, expectedVersion };
    const application = await this.submitApplication.execute(actor, target, input.handlerId ?? null);
    withVersion(reply, application.version);
    return applicationView(application, actor);
  }
}
