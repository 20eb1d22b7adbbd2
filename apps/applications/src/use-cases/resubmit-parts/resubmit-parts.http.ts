import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, ExpectedVersion, ValidBody, ValidParams, withVersion, type Actor } from '#platform';
import { AnswersApplication } from '../../answer-shapes.js';
import { applicationView, type ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, nothing, type ApplicationParams } from '../request-schemas.js';
import { ResubmitParts } from './resubmit-parts.use-case.js';

@Controller('api/applications/v1/applications')
export class ResubmitPartsController {
  constructor(private readonly resubmitParts: ResubmitParts) {}

  /** 200 with the application back in processing (R110). */
  @Post(':id/resubmit')
  @HttpCode(200)
  @AnswersApplication('resubmit-parts', 'Send returned parts again', ['application/nothing-to-resubmit'])
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(applicationParams) params: ApplicationParams,
    @ExpectedVersion('optional') expectedVersion: number | undefined,
    @ValidBody(nothing) _input: object,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationView> {
    const target = { applicationId: params.id, expectedVersion };
    const application = await this.resubmitParts.execute(actor, target);
    withVersion(reply, application.version);
    return applicationView(application, actor);
  }
}
