import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '#messaging';
import { type Actor, Clock, writeAudit } from '#platform';
import { can, reachOf } from '../../access.js';
import { finnishDay } from '../../domain/dates.js';
import { mayCreateHoks, type HoksData } from '../../domain/hoks.js';
import { isRefused, refuse, type Refusal } from '../../domain/refusal.js';
import { hoksStored } from '../../outgoing-events.js';
import { hoksTable } from '../../persistence/hoks-table.js';
import { studyRightTable } from '../../persistence/study-right-table.js';
import { redecideFeedback } from '../redecide-feedback.js';

/** Stores a HOKS for a study right, which stays locked meanwhile so that it cannot be invalidated (R160). */
@Injectable()
export class CreateHoks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, data: HoksData): Promise<{ id: number } | Refusal> {
    return this.unitOfWork.run((tx) => this.within(tx, actor, data));
  }

  /** In a transaction that has begun already; a refusal leaves it usable. */
  async within(tx: Transaction, actor: Actor, data: HoksData): Promise<{ id: number } | Refusal> {
    if (!can(actor, 'WRITE')) return refuse('platform/forbidden');
    const { personId } = actor;
    const reach = reachOf(actor);
    const oid = data['opiskeluoikeus-oid'];
    const at = this.clock.now();
    const locked = await studyRightTable.liveForUpdate(tx.sql, reach, oid);
    const existing = locked && (await hoksTable.ofStudyRight(tx.sql, locked.institutionOid, oid));
    const verdict = mayCreateHoks({ data, reach, today: finnishDay(at) }, locked, existing);
    if (isRefused(verdict)) return verdict;
    const { studyRight } = verdict;
    const id = await hoksTable.insert(tx.sql, studyRight.institutionOid, { data, actorId: personId, at });
    await redecideFeedback(tx, studyRight, { id, data, deletedAt: null }, at);
    await tx.append(hoksStored(studyRight, id, data));
    await writeAudit(tx.sql, {
      institutionOid: studyRight.institutionOid,
      actorId: personId,
      action: 'create-hoks',
      targetKind: 'hoks',
      targetId: String(id),
      subjectPersonId: studyRight.learnerOid,
      details: { studyRightOid: oid },
      at,
    });
    return { id };
  }
}
