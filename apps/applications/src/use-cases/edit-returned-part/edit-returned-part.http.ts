import { Controller, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, ExpectedVersion, ValidBody, ValidParams, withVersion, type Actor } from '#platform';
import { AnswersApplication } from '../../answer-shapes.js';
import { applicationView, type ApplicationView } from '../../queries/application-by-id/application-view.js';
import { partInput, partParams, type PartParams, type PartInput } from '../request-schemas.js';
import { EditReturnedPart } from './edit-returned-part.use-case.js';

@Controller('api/applications/v1/applications')
export class EditReturnedPartController {
  constructor(private readonly editReturnedPart: EditReturnedPart) {}

  /** 200 with the application. If-Match is required, as for a draft (R110). */
  @Put(':id/parts/:partId')
  @AnswersApplication('edit-returned-part', 'Rewrite a returned part', [
    'application/part-not-found',
    'application/content-not-accepted',
  ])
  async put(
    @CurrentActor() actor: Actor,
    @ValidParams(partParams) params: PartParams,
    @ExpectedVersion('required') expectedVersion: number | undefined,
    @ValidBody(partInput) input: PartInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationView> {
    const target = { applicationId: params.id, expectedVersion };
    const application = await this.editReturnedPart.execute(actor, target, params.partId, input);
    withVersion(reply, application.version);
    return applicationView(application, actor);
  }
}
