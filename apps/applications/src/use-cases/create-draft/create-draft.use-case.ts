import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { writeAudits, type Actor } from '#platform';
import { draftApplication } from '../../domain/decide/draft-application.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { applicationView, type ApplicationView } from '../../queries/application-by-id/application-view.js';
import { auditsOfChange } from '../audits-of-change.js';
import { authorise } from '../authorise.js';
import type { DraftInput } from '../request-schemas.js';
import { RoomForADraft } from '../room-for-a-draft.js';
import { WrittenContent } from '../written-content.js';
import { IdempotentTransaction } from './idempotent-transaction.js';

/** The student begins an application (R27). A request repeated with the same key gets the same answer and does nothing. */
@Injectable()
export class CreateDraft {
  constructor(
    private readonly once: IdempotentTransaction,
    private readonly applications: ApplicationRepository,
    private readonly written: WrittenContent,
    private readonly room: RoomForADraft,
  ) {}

  /** @throws ProblemError for content that is not accepted, an unusable study right, or a key used for something else */
  async execute(actor: Actor, input: DraftInput, key: string | undefined): Promise<ApplicationView> {
    authorise(actor, 'create-draft');
    return this.once.run({ actor, key, input }, async (tx, now) => {
      await this.room.claim(tx, actor);
      const decided = draftApplication({
        applicationId: newId(),
        institutionOid: actor.institutionOid,
        studentId: actor.personId,
        studyRight: await this.written.studyRight(tx, actor, now, input.studyRightId),
        handlerId: await this.written.handler(tx, actor, now, input.handlerId),
        contents: await this.written.parts(tx, actor, now, input.parts),
        partId: () => newId(),
        now,
      });
      await this.applications.insert(tx.sql, decided.application);
      await writeAudits(tx.sql, auditsOfChange(actor.personId, 'create-draft', null, decided, now));
      return applicationView(decided.application, actor);
    });
  }
}
