import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { can } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import type { EntryMode, HoksData } from '../../domain/hoks.js';
import { withIdentifiedWays } from '../../domain/identified-ways.js';
import type { Refusal } from '../../../errors.js';
import { hoksStored } from '../../published-events.js';
import { HoksRepository } from '../../persistence/hoks.repository.js';
import { auditHoks } from '../audit-hoks.js';
import { JudgeNewHoks } from '../judge-new-hoks.js';
import { FeedbackDecisions } from '../feedback-decisions.js';

/** Stores a HOKS for a study right, which stays locked meanwhile so that it cannot be invalidated (R160). */
@Injectable()
export class CreateHoks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly judge: JudgeNewHoks,
    private readonly hokses: HoksRepository,
    private readonly feedback: FeedbackDecisions,
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
    const verdict = await this.judge.locked(tx.sql, actor, { data, mode, at });
    if (isRefused(verdict)) return verdict;
    const { studyRight } = verdict;
    const stored = { data, manualEntry, actorId: actor.personId, at };
    const id = await this.hokses.insert(tx.sql, studyRight.institutionOid, stored);
    await this.feedback.redecide(tx, studyRight, { id, data, deletedAt: null }, at);
    await tx.append(hoksStored(studyRight, id, data));
    await auditHoks(tx.sql, { action: 'create-hoks', actor, hoksId: id, studyRight, at, details: { mode } });
    return { id };
  }
}
