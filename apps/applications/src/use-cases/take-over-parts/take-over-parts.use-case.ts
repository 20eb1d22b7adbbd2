import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import type { SentCommand } from '#platform';
import { takeOverParts } from '../../domain/decide/take-over-parts.js';
import { actingPerson } from '../../persistence/acting-people.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ChangeApplication } from '../change-application.js';

/** A handler takes parts over from a colleague of the same degree programme (R10, R11, R15). */
@Injectable()
export class TakeOverParts {
  constructor(private readonly change: ChangeApplication) {}

  async execute(command: SentCommand, id: string, partIds: readonly string[] | null): Promise<ApplicationView> {
    return this.change.execute('take-over-parts', command, id, async (application, { actor, now, tx }) => {
      const taker = await actingPerson(tx.sql, actor, finnishDay(now));
      return takeOverParts(application, { actor: taker, partIds, now });
    });
  }
}
