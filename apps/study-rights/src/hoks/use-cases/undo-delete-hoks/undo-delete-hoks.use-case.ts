import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import type { Hoks } from '../../domain/hoks.js';
import { mayUndoDeletion } from '../../domain/hoks-deletion.js';
import type { Refusal } from '../../../errors.js';
import { hoksStored } from '../../published-events.js';
import { HoksRepository } from '../../persistence/hoks.repository.js';
import { auditHoks } from '../audit-hoks.js';
import { LockHoks } from '../lock-hoks.js';
import { FeedbackDecisions } from '../feedback-decisions.js';

/** Takes a soft deletion back. The study right is locked, so that it is not invalidated at the same moment (R160). */
@Injectable()
export class UndoDeleteHoks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly lock: LockHoks,
    private readonly hokses: HoksRepository,
    private readonly feedback: FeedbackDecisions,
  ) {}

  /** A HOKS that is not deleted stays as it is, and nothing is published. */
  async execute(actor: Caller, id: number): Promise<Hoks | Refusal> {
    return this.unitOfWork.run((tx) => this.within(tx, actor, id));
  }

  /** In a transaction that has begun already; a refusal leaves it usable. */
  async within(tx: Transaction, actor: Caller, id: number): Promise<Hoks | Refusal> {
    const refusal = can(actor, 'undo-delete-hoks');
    if (refusal !== null) return refusal;
    const at = this.clock.now();
    const locked = await this.lock.execute(tx.sql, reachOf(actor), id);
    const verdict = mayUndoDeletion(locked.hoks, locked.studyRight);
    if (isRefused(verdict)) return verdict;
    const { hoks, studyRight } = verdict;
    if (hoks.deletedAt === null) return hoks;
    await this.hokses.restore(tx.sql, studyRight.institutionOid, { id, at });
    const restored = { ...hoks, deletedAt: null };
    await this.feedback.redecide(tx, studyRight, restored, at);
    await tx.append(hoksStored(studyRight, id, hoks.data));
    await auditHoks(tx.sql, { action: 'undo-delete-hoks', actor, hoksId: id, studyRight, at });
    return restored;
  }
}
