import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { SentCommand } from '#platform';
import { draftApplication } from '../../domain/decide/draft-application.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ChangeApplication } from '../change-application.js';
import type { DraftInput } from '../../http/request-schemas.js';
import { RoomForADraft } from '../room-for-a-draft.js';
import { WrittenContent } from '../written-content.js';

/** The student begins an application (R27). */
@Injectable()
export class CreateDraft {
  constructor(
    private readonly change: ChangeApplication,
    private readonly written: WrittenContent,
    private readonly room: RoomForADraft,
  ) {}

  /** @throws ProblemError for content that is not accepted, an unusable study right, or a key used for something else */
  async execute(command: SentCommand, input: DraftInput): Promise<ApplicationView> {
    const { actor } = command;
    return this.change.create('create-draft', command, async ({ actorId, now, tx }) => {
      await this.room.claim(tx, actor);
      return draftApplication({
        applicationId: newId(),
        institutionOid: actor.institutionOid,
        studentId: actorId,
        ...(await this.written.draft(tx, actor, now, input)),
        partId: () => newId(),
        now,
      });
    });
  }
}
