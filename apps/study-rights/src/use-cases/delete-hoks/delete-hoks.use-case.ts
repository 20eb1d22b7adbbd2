import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '#messaging';
import { type Actor, Clock, writeAudit } from '#platform';
import { can, reachOf } from '../../access.js';
import { mayDeleteHoks } from '../../domain/hoks.js';
import { isRefused, refuse, type Refusal } from '../../domain/refusal.js';
import { hoksDeleted } from '../../outgoing-events.js';
import { hoksTable } from '../../persistence/hoks-table.js';
import { studyRightTable } from '../../persistence/study-right-table.js';
import { redecideFeedback } from '../redecide-feedback.js';

/** Soft-deletes a HOKS: the clean way out of the guard (R160) while the study right is active. */
@Injectable()
export class DeleteHoks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: number): Promise<{ id: number; deletedAt: Date } | Refusal> {
    return this.unitOfWork.run((tx) => this.within(tx, actor, id));
  }

  /** In a transaction that has begun already; a refusal leaves it usable. */
  async within(tx: Transaction, actor: Actor, id: number): Promise<{ id: number; deletedAt: Date } | Refusal> {
    if (!can(actor, 'DELETE_HOKS')) return refuse('platform/forbidden');
    const { personId } = actor;
    const reach = reachOf(actor);
    const at = this.clock.now();
    const found = await hoksTable.find(tx.sql, reach, id);
    const locked = found && (await studyRightTable.liveForUpdate(tx.sql, reach, found.studyRightOid));
    // Read again under the lock: another deletion may have come first.
    const current = locked && (await hoksTable.find(tx.sql, reach, id));
    const verdict = mayDeleteHoks(current, locked, reach);
    if (isRefused(verdict)) return verdict;
    const { hoks, studyRight } = verdict;
    await hoksTable.softDelete(tx.sql, studyRight.institutionOid, { id, actorId: personId, at });
    await redecideFeedback(tx, studyRight, { ...hoks, deletedAt: at }, at);
    await tx.append(hoksDeleted(studyRight, id));
    await writeAudit(tx.sql, {
      institutionOid: studyRight.institutionOid,
      actorId: personId,
      action: 'delete-hoks',
      targetKind: 'hoks',
      targetId: String(id),
      subjectPersonId: studyRight.learnerOid,
      details: { studyRightOid: studyRight.oid },
      at,
    });
    return { id, deletedAt: at };
  }
}
