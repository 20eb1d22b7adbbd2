import { Controller, Delete } from '@nestjs/common';
import { ValidParams, Command, type SentCommand, VersionedReply } from '#platform';
import { AnswersApplication } from '../../http/answer-shapes.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, type ApplicationParams } from '../../http/request-schemas.js';
import { DeleteDraft } from './delete-draft.use-case.js';

@Controller('api/applications/v1/applications')
export class DeleteDraftController {
  constructor(private readonly deleteDraft: DeleteDraft) {}

  /** 204 when the draft is gone; 200 with the application when it was a reopened one, which is cancelled again. */
  @Delete(':id')
  @AnswersApplication('delete-draft', 'Delete a draft', [], { 204: null })
  @VersionedReply()
  async delete(
    @Command('optional') command: SentCommand,
    @ValidParams(applicationParams) { id }: ApplicationParams,
  ): Promise<ApplicationView | undefined> {
    return this.deleteDraft.execute(command, id);
  }
}
