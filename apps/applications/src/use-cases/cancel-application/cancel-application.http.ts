import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { CurrentActor, ExpectedVersion, ValidBody, ValidParams, withVersion, type Actor } from '#platform';
import { AnswersApplication } from '../../answer-shapes.js';
import { applicationView, type ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, type ApplicationParams, id } from '../request-schemas.js';
import { CancelApplication } from './cancel-application.use-case.js';

const cancelInput = z.strictObject({ partIds: z.array(id).min(1).max(50).optional() });

@Controller('api/applications/v1/applications')
export class CancelApplicationController {
  constructor(private readonly cancelApplication: CancelApplication) {}

  /** 200 with the cancelled application; `partIds` once something is decided (D16). */
  @Post(':id/cancel')
  @HttpCode(200)
  @AnswersApplication('cancel-application', 'Cancel an application, or parts of it', [
    'application/part-not-found',
    'application/cancel-the-whole',
    'application/name-the-parts-to-cancel',
  ])
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(applicationParams) params: ApplicationParams,
    @ExpectedVersion('optional') expectedVersion: number | undefined,
    @ValidBody(cancelInput) input: z.infer<typeof cancelInput>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationView> {
    const target = { applicationId: params.id, expectedVersion };
    const application = await this.cancelApplication.execute(actor, target, input.partIds ?? null);
    withVersion(reply, application.version);
    return applicationView(application, actor);
  }
}
