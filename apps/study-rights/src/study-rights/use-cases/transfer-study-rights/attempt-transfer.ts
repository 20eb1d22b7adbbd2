import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import type { Transaction } from '#messaging';
import type { StudyRight } from '../../domain/study-right.js';
import type { Refusal } from '../../../errors.js';
import type { Transfer } from '../../koski/transfer-body.js';
import { withinSavepoint } from '../../../persistence/savepoint.js';
import { InvalidateAtKoski } from '../invalidate-at-koski.js';
import { type Attempt, type Context, StoreStudyRights } from './store-study-rights.js';

/** Stores everything of a transfer, or nothing. The Koski above invalidates when all the rest has been accepted. */
@Injectable()
export class AttemptTransfer {
  constructor(
    private readonly store: StoreStudyRights,
    private readonly atKoski: InvalidateAtKoski,
  ) {}

  async execute(tx: Transaction, transfer: Transfer, context: Context): Promise<Attempt> {
    // There is nothing to undo when it is refused, and a conflict sends all of them back.
    if (context.sideBySide !== undefined) return this.store.execute(tx.sql, transfer, context);
    for (let looks = 0; looks <= transfer.opiskeluoikeudet.length; looks += 1) {
      const { attempt, lookFirst } = await this.once(tx, transfer, context);
      if (lookFirst === null) return attempt;
      // Rolling back the savepoint releases the locks, so nothing blocks during the call to Koski.
      const refusal = await this.atKoski.look(lookFirst);
      if (refusal !== null) return refusedAtKoski(lookFirst, refusal);
    }
    throw new Error('Koski was asked about each study right of the transfer, and one is still unseen');
  }

  private async once(
    tx: Transaction,
    transfer: Transfer,
    context: Context,
  ): Promise<{ attempt: Attempt; lookFirst: StudyRight | null }> {
    let lookFirst: StudyRight | null = null;
    const attempt = await withinSavepoint<Attempt>(
      tx.sql,
      async () => {
        const accepted = await this.store.execute(tx.sql, transfer, context);
        const invalidated = accepted.stored.filter(({ kind }) => kind === 'INVALIDATED');
        for (const { studyRight } of accepted.errors.length > 0 ? [] : invalidated) {
          const upstream = await this.atKoski.within(tx, studyRight);
          if (upstream === 'SETTLED') continue;
          if (upstream !== 'LOOK_FIRST') return refusedAtKoski(studyRight, upstream);
          lookFirst = studyRight;
          break;
        }
        return accepted;
      },
      ({ errors }) => errors.length === 0 && lookFirst === null,
      () => ({ learnerOid: '', stored: [], refused: [], errors: [refuse('conflict.samanaikainenPäivitys')] }),
    );
    return { attempt, lookFirst };
  }
}

function refusedAtKoski(studyRight: StudyRight, refusal: Refusal): Attempt {
  const reason = studyRight.invalidation?.reason;
  return {
    learnerOid: '',
    stored: [],
    refused: [{ studyRight, refusal, reason, channel: 'TRANSFER' }],
    errors: [refusal],
  };
}
