import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import type { EntryMode, HoksData } from '../../domain/hoks.js';
import { withIdentifiedWays } from '../../domain/identified-ways.js';
import type { Refusal } from '../../../errors.js';
import { hoksStored } from '../../published-events.js';
import { hoksTable } from '../../persistence/hoks-table.js';
import { studyRightTable } from '../../../study-rights/persistence/study-right-table.js';
import { auditHoks } from '../audit-hoks.js';
import { judgeNewHoks } from '../judge-new-hoks.js';
import { redecideFeedback } from '../redecide-feedback.js';

/** Stores a HOKS for a study right, which stays locked meanwhile so that it cannot be invalidated (R160). */
@Injectable()
export class CreateHoks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Caller, body: HoksData, mode: EntryMode): Promise<{ id: number } | Refusal> {
    return this.unitOfWork.run((tx) => this.within(tx, actor, body, mode));
  }

  /** In a transaction that has begun already; a refusal leaves it usable. */
  async within(tx: Transaction, actor: Caller, body: HoksData, mode: EntryMode): Promise<{ id: number } | Refusal> {
    const refusal = can(actor, 'create-hoks', { mode });
    if (refusal !== null) return refusal;
    const manualEntry = mode === 'BY_HAND';
    const data = manualEntry ? withIdentifiedWays(body, randomUUID) : body;
    const at = this.clock.now();
    const locked = await studyRightTable.liveForUpdate(tx.sql, reachOf(actor), data['opiskeluoikeus-oid']);
    const verdict = await judgeNewHoks(tx.sql, actor, locked, { data, mode, at });
    if (isRefused(verdict)) return verdict;
    const { studyRight } = verdict;
    const stored = { data, manualEntry, actorId: actor.personId, at };
    const id = await hoksTable.insert(tx.sql, studyRight.institutionOid, stored);
    await redecideFeedback(tx, studyRight, { id, data, deletedAt: null }, at);
    await tx.append(hoksStored(studyRight, id, data));
    await auditHoks(tx.sql, { action: 'create-hoks', actor, hoksId: id, studyRight, at, details: { mode } });
    return { id };
  }
}
