import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { isRefused } from '#kernel';
import type { SentCommand } from '#platform';
import { reopenApplication } from '../../domain/decide/reopen-application.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ChangeApplication } from '../change-application.js';
import { RoomForADraft } from '../room-for-a-draft.js';

/** The student takes cancelled parts back for editing: the same application, or a new linked draft (R37, D16). */
@Injectable()
export class ReopenApplication {
  constructor(
    private readonly change: ChangeApplication,
    private readonly room: RoomForADraft,
  ) {}

  /** The draft to go on with. */
  async execute(command: SentCommand, id: string): Promise<ApplicationView> {
    return this.change.execute('reopen-application', command, id, async (cancelled, { actorId, now, tx }) => {
      const ids = { newApplicationId: newId(), newPartId: () => newId() };
      const decided = reopenApplication(cancelled, { actorId, ...ids, now });
      if (!isRefused(decided)) await this.room.claim(tx, command.actor);
      return decided;
    });
  }
}
