import { Controller, Delete, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, ExpectedVersion, ValidParams, withVersion, type Actor } from '#platform';
import { AnswersApplication } from '../../answer-shapes.js';
import { applicationView, type ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, type ApplicationParams } from '../request-schemas.js';
import { DeleteDraft } from './delete-draft.use-case.js';

@Controller('api/applications/v1/applications')
export class DeleteDraftController {
  constructor(private readonly deleteDraft: DeleteDraft) {}

  /** 204 when the draft is gone; 200 with the application when it was a reopened one, which is cancelled again. */
  @Delete(':id')
  @AnswersApplication('delete-draft', 'Delete a draft', [], { 204: null })
  async delete(
    @CurrentActor() actor: Actor,
    @ValidParams(applicationParams) params: ApplicationParams,
    @ExpectedVersion('optional') expectedVersion: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationView | undefined> {
    const left = await this.deleteDraft.execute(actor, { applicationId: params.id, expectedVersion });
    if (!left) {
      void reply.status(204);
      return undefined;
    }
    withVersion(reply, left.version);
    return applicationView(left, actor);
  }
}
