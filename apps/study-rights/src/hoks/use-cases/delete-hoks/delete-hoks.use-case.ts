import { Injectable } from '@nestjs/common';
import { isRefused, refuse } from '#kernel';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import { mayDeleteHoks } from '../../domain/hoks-deletion.js';
import type { Refusal } from '../../../errors.js';
import { hoksDeleted } from '../../published-events.js';
import { HoksRepository } from '../../persistence/hoks.repository.js';
import { auditedStudyRight, auditHoks } from '../audit-hoks.js';
import { LockHoks } from '../lock-hoks.js';
import { FeedbackDecisions } from '../feedback-decisions.js';

/**
 * Soft-deletes a HOKS: the clean way out of the guard (R160) while the study right is active, and out of a broken pair when
 * it is invalidated or unknown.
 */
@Injectable()
export class DeleteHoks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly lock: LockHoks,
    private readonly hokses: HoksRepository,
    private readonly feedback: FeedbackDecisions,
  ) {}

  /**
   * A HOKS that is deleted already stays as it is, and nothing is published.
   * @param ofLearner only a HOKS of this person is meant, under any of the person's oids
   * @returns when it was deleted: the first time, where it is asked again
   */
  async execute(actor: Caller, id: number, ofLearner?: string): Promise<{ id: number; deletedAt: Date } | Refusal> {
    return this.unitOfWork.run((tx) => this.within(tx, actor, id, ofLearner));
  }

  /** In a transaction that has begun already; a refusal leaves it usable. */
  async within(
    tx: Transaction,
    actor: Caller,
    id: number,
    ofLearner?: string,
  ): Promise<{ id: number; deletedAt: Date } | Refusal> {
    // A caller who may delete none does not learn which there are.
    const refusal = can(actor, 'delete-hoks');
    if (refusal !== null) return refusal;
    const at = this.clock.now();
    // The answer depends on the owner, so the search has no limits: eHOKS distinguishes "not found" from "not yours".
    const { hoks, studyRight } = await this.lock.execute(tx.sql, null, id);
    if (hoks !== null && ofLearner !== undefined && !(await this.hokses.isOfLearner(tx.sql, hoks, ofLearner))) {
      return refuse('hoks/not-found');
    }
    const caller = { reach: reachOf(actor), mayDelete: can(actor, 'delete-hoks', { studyRight }) === null };
    const verdict = mayDeleteHoks(hoks, studyRight, caller);
    if (isRefused(verdict)) return verdict;
    const { deletedAt } = verdict.hoks;
    if (deletedAt !== null) return { id, deletedAt };
    const audited = auditedStudyRight(verdict.hoks, studyRight);
    await this.hokses.softDelete(tx.sql, audited.institutionOid, { id, actorId: actor.personId, at });
    await this.feedback.forget(tx, id, audited.learnerOid, at);
    await tx.append(hoksDeleted(audited, id));
    await auditHoks(tx.sql, { action: 'delete-hoks', actor, hoksId: id, studyRight: audited, at });
    return { id, deletedAt: at };
  }
}
