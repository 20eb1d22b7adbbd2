import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, ExpectedVersion, ValidBody, ValidParams, withVersion, type Actor } from '#platform';
import { AnswersApplication } from '../../answer-shapes.js';
import { applicationView, type ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, nothing, type ApplicationParams } from '../request-schemas.js';
import { StartProcessing } from './start-processing.use-case.js';

@Controller('api/applications/v1/applications')
export class StartProcessingController {
  constructor(private readonly startProcessing: StartProcessing) {}

  /** 200 with the application in processing; the same when it is opened again (R8, R29). */
  @Post(':id/start-processing')
  @HttpCode(200)
  @AnswersApplication('start-processing', 'Take an application into processing', ['application/nothing-to-process'])
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(applicationParams) params: ApplicationParams,
    @ExpectedVersion('optional') expectedVersion: number | undefined,
    @ValidBody(nothing) _input: object,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationView> {
    const target = { applicationId: params.id, expectedVersion };
    const application = await this.startProcessing.execute(actor, target);
    withVersion(reply, application.version);
    return applicationView(application, actor);
  }
}
