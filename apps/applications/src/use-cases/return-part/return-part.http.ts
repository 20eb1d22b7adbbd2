import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, ExpectedVersion, ValidBody, ValidParams, withVersion, type Actor } from '#platform';
import { AnswersApplication } from '../../answer-shapes.js';
import { applicationView, type ApplicationView } from '../../queries/application-by-id/application-view.js';
import { partParams, returnInput, type PartParams, type ReturnInput } from '../request-schemas.js';
import { ReturnPart } from './return-part.use-case.js';

@Controller('api/applications/v1/applications')
export class ReturnPartController {
  constructor(private readonly returnPart: ReturnPart) {}

  /** 200 with the application after the return (R33). */
  @Post(':id/parts/:partId/return')
  @HttpCode(200)
  @AnswersApplication('return-part', 'Return a part to the student', ['application/part-not-found'])
  async post(
    @CurrentActor() actor: Actor,
    @ValidParams(partParams) params: PartParams,
    @ExpectedVersion('optional') expectedVersion: number | undefined,
    @ValidBody(returnInput) input: ReturnInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationView> {
    const target = { applicationId: params.id, expectedVersion };
    const application = await this.returnPart.execute(actor, target, params.partId, input);
    withVersion(reply, application.version);
    return applicationView(application, actor);
  }
}
