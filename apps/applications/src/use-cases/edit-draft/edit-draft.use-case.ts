import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { SentCommand } from '#platform';
import { editDraft } from '../../domain/decide/edit-draft.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ChangeApplication } from '../change-application.js';
import type { DraftInput } from '../../http/request-schemas.js';
import { WrittenContent } from '../written-content.js';

/** The student rewrites a draft as a whole (R27, R37). */
@Injectable()
export class EditDraft {
  constructor(
    private readonly change: ChangeApplication,
    private readonly written: WrittenContent,
  ) {}

  async execute(command: SentCommand, id: string, input: DraftInput): Promise<ApplicationView> {
    const { actor } = command;
    return this.change.execute('edit-draft', command, id, async (draft, { actorId, now, tx }) => {
      const written = await this.written.draft(tx, actor, now, input);
      return editDraft(draft, { actorId, ...written, newPartId: () => newId(), now });
    });
  }
}
