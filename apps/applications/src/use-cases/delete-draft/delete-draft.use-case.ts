import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import type { SentCommand } from '#platform';
import { deleteDraft, giveBackParts } from '../../domain/decide/delete-draft.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ChangeApplication } from '../change-application.js';

const ACTION = 'delete-draft';

/** The student gives a draft up (R27): one never sent is gone, a reopened one is cancelled again. */
@Injectable()
export class DeleteDraft {
  constructor(private readonly change: ChangeApplication) {}

  /** @returns what is left; undefined when the draft is gone */
  async execute(command: SentCommand, id: string): Promise<ApplicationView | undefined> {
    return this.change.executeUntilGone(ACTION, command, id, async (draft, { actorId, now, tx }) => {
      const decided = deleteDraft(draft, { actorId, now });
      if (isRefused(decided) || !decided.gone || draft.continuedFromId === null) return decided;
      const author = { institutionOid: draft.institutionOid, actorId, action: ACTION };
      await this.change.within(tx, author, draft.continuedFromId, (origin) => giveBackParts(origin, draft.id, now));
      return decided;
    });
  }
}
