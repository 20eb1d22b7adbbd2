import { Controller, Post } from '@nestjs/common';
import { ValidBody, VersionedReply, Command, type SentCommand } from '#platform';
import { AnswersApplication, STUDY_RIGHT_REFUSED } from '../../http/answer-shapes.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { draftInput, type DraftInput } from '../../http/request-schemas.js';
import { CreateDraft } from './create-draft.use-case.js';

const APPLICATIONS = 'api/applications/v1/applications';

@Controller(APPLICATIONS)
export class CreateDraftController {
  constructor(private readonly createDraft: CreateDraft) {}

  /** 201 with the draft; repeated with the same Idempotency-Key the same answer. */
  @Post()
  @AnswersApplication('create-draft', 'Write a draft', [
    'application/too-many-drafts',
    'application/content-not-accepted',
    ...STUDY_RIGHT_REFUSED,
  ])
  @VersionedReply({ in: `/${APPLICATIONS}` })
  async post(
    @Command('none') command: SentCommand,
    @ValidBody(draftInput) input: DraftInput,
  ): Promise<ApplicationView> {
    return this.createDraft.execute(command, input);
  }
}
