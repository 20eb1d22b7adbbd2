import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import type { SentCommand } from '#platform';
import { transferParts, type TransferPartsCommand } from '../../domain/decide/transfer-parts.js';
import { programmesOfHandler } from '../../persistence/acting-people.js';
import type { ApplicationView } from '../../queries/application-by-id/application-view.js';
import { ChangeApplication } from '../change-application.js';

interface Wanted extends Pick<TransferPartsCommand, 'partIds' | 'message'> {
  readonly handlerId: string;
}

/** The handler of parts gives them to a named colleague (R12, R13, R15). */
@Injectable()
export class TransferParts {
  constructor(private readonly change: ChangeApplication) {}

  async execute(command: SentCommand, id: string, { handlerId, ...wanted }: Wanted): Promise<ApplicationView> {
    return this.change.execute('transfer-parts', command, id, async (application, { actor, now, tx }) => {
      const newHandler = { institutionOid: actor.institutionOid, personId: handlerId };
      const handlesIn = await programmesOfHandler(tx.sql, newHandler, actor.rights, finnishDay(now));
      return transferParts(application, { ...wanted, actor, newHandler: { personId: handlerId, handlesIn }, now });
    });
  }
}
