import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, ExpectedVersion, ValidBody, ValidParams, withVersion, type Actor } from '#platform';
import { AnswersApplication } from '../../answer-shapes.js';
import { applicationView, type ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, nothing, type ApplicationParams } from '../request-schemas.js';
import { ReopenApplication } from './reopen-application.use-case.js';

@Controller('api/applications/v1/applications')
export class ReopenApplicationController {
  constructor(private readonly reopenApplication: ReopenApplication) {}

  /** 200 with the draft to go on with: this application, or a new one linked to it (R37, D16). */
  @Post(':id/reopen')
  @HttpCode(200)
  @AnswersApplication('reopen-application', 'Go on with what was cancelled, as a draft', [
    'application/nothing-to-reopen',
    'application/too-many-drafts',
  ])
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(applicationParams) params: ApplicationParams,
    @ExpectedVersion('optional') expectedVersion: number | undefined,
    @ValidBody(nothing) _input: object,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationView> {
    const target = { applicationId: params.id, expectedVersion };
    const application = await this.reopenApplication.execute(actor, target);
    withVersion(reply, application.version);
    return applicationView(application, actor);
  }
}
