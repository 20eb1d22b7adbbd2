import { Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, IdempotencyKey, ValidBody, withVersion, type Actor } from '#platform';
import { AnswersApplication, STUDY_RIGHT_REFUSED } from '../../answer-shapes.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { draftInput, type DraftInput } from '../request-schemas.js';
import { CreateDraft } from './create-draft.use-case.js';

@Controller('api/applications/v1/applications')
export class CreateDraftController {
  constructor(private readonly createDraft: CreateDraft) {}

  /** 201 with the draft; repeated with the same Idempotency-Key the same answer. */
  @Post()
  @AnswersApplication('create-draft', 'Write a draft', [
    'application/too-many-drafts',
    'application/idempotency-key-reused',
    'application/content-not-accepted',
    ...STUDY_RIGHT_REFUSED,
  ])
  async post(
    @CurrentActor() actor: Actor,
    @ValidBody(draftInput) input: DraftInput,
    @IdempotencyKey() key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicationView> {
    const application = await this.createDraft.execute(actor, input, key);
    withVersion(reply, application.version);
    void reply.header('location', `/api/applications/v1/applications/${application.id}`);
    return application;
  }
}
