import { Controller, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, ExpectedVersion, ValidBody, ValidParams, withVersion, type Actor } from '#platform';
import { AnswersApplication, STUDY_RIGHT_REFUSED } from '../../answer-shapes.js';
import { applicationView, type ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, draftInput, type ApplicationParams, type DraftInput } from '../request-schemas.js';
import { EditDraft } from './edit-draft.use-case.js';

@Controller('api/applications/v1/applications')
export class EditDraftController {
  constructor(private readonly editDraft: EditDraft) {}

  /** 200 with the rewritten draft. If-Match is required: two windows must not overwrite each other. */
  @Put(':id')
  @AnswersApplication('edit-draft', 'Rewrite a draft', ['application/content-not-accepted', ...STUDY_RIGHT_REFUSED])
  async put(
    @CurrentActor() actor: Actor,
    @ValidParams(applicationParams) params: ApplicationParams,
    @ExpectedVersion('required') expectedVersion: number | undefined,
    @ValidBody(draftInput) input: DraftInput,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationView> {
    const target = { applicationId: params.id, expectedVersion };
    const application = await this.editDraft.execute(actor, target, input);
    withVersion(reply, application.version);
    return applicationView(application, actor);
  }
}
