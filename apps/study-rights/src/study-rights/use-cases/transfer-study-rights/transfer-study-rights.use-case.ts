import { Injectable } from '@nestjs/common';
import { finnishDay, isRefused, together } from '#kernel';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock, writeAudit } from '#platform';
import type { Refusal } from '../../../errors.js';
import { can } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import { readTransfer, type TransferBody } from '../../koski/transfer-body.js';
import { RecordRefusedInvalidation } from '../record-refused-invalidation.js';
import { AttemptTransfer } from './attempt-transfer.js';
import { eventOf, type StoredItem, type TransferOptions } from './store-study-rights.js';

/** What a transfer came to: every study right of it stored, or none and the errors of all of them. */
export type TransferResult = { readonly learnerOid: string; readonly stored: readonly StoredItem[] } | Refusal;

/** A data transfer (tiedonsiirto), by any of the interfaces. */
@Injectable()
export class TransferStudyRights {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly attempt: AttemptTransfer,
    private readonly recordRefused: RecordRefusedInvalidation,
  ) {}

  /** @param options.confirmed invalidations of the transfer are meant although something is assessed */
  async execute(actor: Caller, body: TransferBody, options: TransferOptions): Promise<TransferResult> {
    return this.unitOfWork.run((tx) => this.within(tx, actor, body, options));
  }

  /**
   * In a transaction that has begun already; a refusal leaves it usable.
   * @param options.sent the sender's own time, by which an older transfer does not undo a newer one
   */
  async within(tx: Transaction, actor: Caller, body: TransferBody, options: TransferOptions): Promise<TransferResult> {
    const forbidden = can(actor, 'transfer-study-rights');
    if (forbidden !== null) return forbidden;
    const at = this.clock.now();
    const transfer = readTransfer(body, finnishDay(at));
    if (isRefused(transfer)) return transfer;
    const { sent = null, confirmed = false, sideBySide } = options;
    const context = { actor, at, sent, confirmed, sideBySide };
    const attempt = await this.attempt.execute(tx, transfer, context);
    for (const refused of attempt.refused) await this.recordRefused.execute(tx, refused, { actor, at });
    const refusal = together(attempt.errors);
    if (refusal !== null) return refusal;
    for (const item of attempt.stored) await this.publishAndAudit(tx, actor, item, at);
    return { learnerOid: attempt.learnerOid, stored: attempt.stored };
  }

  private async publishAndAudit(tx: Transaction, actor: Caller, item: StoredItem, at: Date): Promise<void> {
    const { studyRight, kind, afterChange } = item;
    await afterChange?.(tx, studyRight, at);
    const event = eventOf(item);
    if (event !== null) await tx.append(event);
    await writeAudit(tx.sql, {
      institutionOid: studyRight.institutionOid,
      actorId: actor.personId,
      action: kind === 'INVALIDATED' ? 'invalidate-study-right' : 'transfer-study-right',
      targetKind: 'study-right',
      targetId: studyRight.oid,
      subjectPersonId: studyRight.learnerOid,
      details: { kind, version: studyRight.version, channel: 'TRANSFER' },
      at,
    });
  }
}
