import { Injectable } from '@nestjs/common';
import { isRefused, refuse } from '#kernel';
import type { Transaction } from '#messaging';
import { writeAudits } from '#platform';
import { reachOf } from '../../../domain/policy.js';
import type { StudyRight } from '../../../study-rights/domain/study-right.js';
import { approveOverride } from '../../domain/support-case.js';
import type { Refusal } from '../../../errors.js';
import { hoksDeleted } from '../../../hoks/published-events.js';
import { studyRightInvalidated } from '../../../study-rights/published-events.js';
import { withinSavepoint } from '../../../persistence/savepoint.js';
import { SupportCaseRepository, type StoredSupportCase } from '../../persistence/support-case.repository.js';
import { auditSupportCase } from '../audit-support-case.js';
import { type Approved, CarryOutOverride, type Context } from './carry-out-override.js';
import { LockSupportCase } from '../lock-support-case.js';
import { RecordRefusedInvalidation } from '../../../study-rights/use-cases/record-refused-invalidation.js';

/** One transaction of an override. `lookFirst`: nothing was done, the Koski above has to be asked first. */
@Injectable()
export class AttemptOverride {
  constructor(
    private readonly cases: SupportCaseRepository,
    private readonly lock: LockSupportCase,
    private readonly carryOut: CarryOutOverride,
    private readonly recordRefused: RecordRefusedInvalidation,
  ) {}

  async execute(
    tx: Transaction,
    id: string,
    context: Context,
  ): Promise<StoredSupportCase | Refusal | { lookFirst: StudyRight }> {
    const { actor, at } = context;
    const locked = await this.lock.execute(tx, reachOf(actor), id);
    if (isRefused(locked)) return locked;
    const approved = approveOverride(locked.supportCase, { by: actor.personId, at }, locked.pair);
    if (isRefused(approved)) return approved;
    const { supportCase, studyRight } = approved;
    const after = await withinSavepoint<StudyRight | 'LOOK_FIRST' | Refusal>(
      tx.sql,
      () => this.carryOut.execute(tx, approved, context),
      (result) => result !== 'LOOK_FIRST' && !isRefused(result),
      () => refuse('conflict.samanaikainenPäivitys'),
    );
    if (after === 'LOOK_FIRST') return { lookFirst: studyRight };
    if (isRefused(after)) {
      const refused = { studyRight, refusal: after, reason: supportCase.reason, channel: 'REQUEST' as const };
      await this.recordRefused.execute(tx, refused, { actor, at });
      return after;
    }
    await publishAndAudit(tx, approved, after, context);
    const stored = { ...locked, supportCase };
    await this.cases.update(tx.sql, locked.institutionOid, supportCase, { actor, at });
    const details = { proposedBy: approved.proposal.by, approvedBy: actor.personId };
    await auditSupportCase(tx, 'approve-override', stored, { actorId: actor.personId, at, details });
    return stored;
  }
}

async function publishAndAudit(
  tx: Transaction,
  { supportCase, proposal }: Approved,
  after: StudyRight,
  { actor, at }: Context,
): Promise<void> {
  const { institutionOid, oid, learnerOid, invalidation, version } = after;
  const { hoksId } = proposal.basis;
  await tx.append(hoksDeleted(after, hoksId, supportCase.id));
  if (invalidation !== null) await tx.append(studyRightInvalidated(after, invalidation, 'REQUEST', supportCase.id));
  const line = { institutionOid, actorId: actor.personId, at, subjectPersonId: learnerOid };
  const people = { supportCaseId: supportCase.id, proposedBy: proposal.by, approvedBy: actor.personId };
  await writeAudits(tx.sql, [
    {
      ...{ ...line, action: 'delete-hoks', targetKind: 'hoks', targetId: String(hoksId) },
      details: { studyRightOid: oid, ...people },
    },
    {
      ...{ ...line, action: 'invalidate-study-right', targetKind: 'study-right', targetId: oid },
      details: { reason: supportCase.reason, version, channel: 'SUPPORT_OVERRIDE', ...people },
    },
  ]);
}
