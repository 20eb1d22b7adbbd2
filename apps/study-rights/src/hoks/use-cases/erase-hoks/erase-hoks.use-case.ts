import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import type { Refusal } from '../../../errors.js';
import { hoksDeleted } from '../../published-events.js';
import { HoksRepository } from '../../persistence/hoks.repository.js';
import { auditedStudyRight, auditHoks } from '../audit-hoks.js';
import { LockHoks } from '../lock-hoks.js';
import { FeedbackDecisions } from '../feedback-decisions.js';

/**
 * Deletes a HOKS for good, soft-deleted or not, in any state of its study right: its place is free again. Publishes the
 * deletion if the HOKS was still in force. No endpoint shows the last content.
 */
@Injectable()
export class EraseHoks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly lock: LockHoks,
    private readonly hokses: HoksRepository,
    private readonly feedback: FeedbackDecisions,
  ) {}

  async execute(actor: Caller, id: number): Promise<{ id: number } | Refusal> {
    return this.unitOfWork.run((tx) => this.within(tx, actor, id));
  }

  /** In a transaction that has begun already; a refusal leaves it usable. */
  async within(tx: Transaction, actor: Caller, id: number): Promise<{ id: number } | Refusal> {
    const refusal = can(actor, 'erase-hoks');
    if (refusal !== null) return refusal;
    const at = this.clock.now();
    const { hoks, studyRight } = await this.lock.execute(tx.sql, reachOf(actor), id);
    if (hoks === null) return refuse('hoks/not-found');
    const audited = auditedStudyRight(hoks, studyRight);
    await this.feedback.forget(tx, id, audited.learnerOid, at);
    await this.hokses.erase(tx.sql, audited.institutionOid, { id, actorId: actor.personId, at });
    const wasInForce = hoks.deletedAt === null;
    if (wasInForce) await tx.append(hoksDeleted(audited, id));
    const details = { wasInForce };
    await auditHoks(tx.sql, { action: 'erase-hoks', actor, hoksId: id, studyRight: audited, at, details });
    return { id };
  }
}
