import { Controller, Put } from '@nestjs/common';
import { ValidBody, ValidParams, Command, type SentCommand, VersionedReply } from '#platform';
import { AnswersApplication, STUDY_RIGHT_REFUSED } from '../../http/answer-shapes.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { applicationParams, draftInput, type ApplicationParams, type DraftInput } from '../../http/request-schemas.js';
import { EditDraft } from './edit-draft.use-case.js';

@Controller('api/applications/v1/applications')
export class EditDraftController {
  constructor(private readonly editDraft: EditDraft) {}

  /** 200 with the rewritten draft. If-Match is required: two windows must not overwrite each other. */
  @Put(':id')
  @AnswersApplication('edit-draft', 'Rewrite a draft', ['application/content-not-accepted', ...STUDY_RIGHT_REFUSED])
  @VersionedReply()
  async put(
    @Command('required') command: SentCommand,
    @ValidParams(applicationParams) { id }: ApplicationParams,
    @ValidBody(draftInput) input: DraftInput,
  ): Promise<ApplicationView> {
    return this.editDraft.execute(command, id, input);
  }
}
