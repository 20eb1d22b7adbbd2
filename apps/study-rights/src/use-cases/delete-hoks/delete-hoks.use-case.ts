import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { can, type Caller, dealsWith, reachOf } from '../../access.js';
import { mayDeleteHoks } from '../../domain/hoks-deletion.js';
import { isRefused, type Refusal } from '../../domain/refusal.js';
import { hoksDeleted } from '../../outgoing-events.js';
import { hoksTable } from '../../persistence/hoks-table.js';
import { auditHoks } from '../audit-hoks.js';
import { lockHoks } from '../lock-hoks.js';
import { redecideFeedback } from '../redecide-feedback.js';

/** Soft-deletes a HOKS: the clean way out of the guard (R160) while the study right is active. */
@Injectable()
export class DeleteHoks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Caller, id: number): Promise<{ id: number; deletedAt: Date } | Refusal> {
    return this.unitOfWork.run((tx) => this.within(tx, actor, id));
  }

  /** In a transaction that has begun already; a refusal leaves it usable. */
  async within(tx: Transaction, actor: Caller, id: number): Promise<{ id: number; deletedAt: Date } | Refusal> {
    const at = this.clock.now();
    // Whose it is decides the answer, so it is looked for everywhere: eHOKS tells "not found" from "not yours".
    const { hoks, studyRight } = await lockHoks(tx.sql, null, id);
    const dealt = studyRight === null || dealsWith(actor, studyRight.data.tyyppi.koodiarvo);
    const caller = { reach: reachOf(actor), mayDelete: can(actor, 'DELETE_HOKS') && dealt };
    const verdict = mayDeleteHoks(hoks, studyRight, caller);
    if (isRefused(verdict)) return verdict;
    await hoksTable.softDelete(tx.sql, verdict.studyRight.institutionOid, { id, actorId: actor.personId, at });
    await redecideFeedback(tx, verdict.studyRight, { ...verdict.hoks, deletedAt: at }, at);
    await tx.append(hoksDeleted(verdict.studyRight, id));
    await auditHoks(tx.sql, { action: 'delete-hoks', actor, hoksId: id, studyRight: verdict.studyRight, at });
    return { id, deletedAt: at };
  }
}
