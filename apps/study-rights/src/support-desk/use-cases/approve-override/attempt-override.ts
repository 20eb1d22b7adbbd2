import { finnishDay, isRefused, refuse } from '#kernel';
import type { Transaction } from '#messaging';
import { type Actor, writeAudits } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import { invalidateByRequest } from '../../../study-rights/domain/invalidation.js';
import type { StudyRight } from '../../../study-rights/domain/study-right.js';
import { approveOverride, type OverrideProposal, type SupportCase } from '../../domain/support-case.js';
import type { Refusal } from '../../../errors.js';
import type { SupportDesk } from '../../../problems/next-steps.js';
import { hoksDeleted } from '../../../hoks/published-events.js';
import { studyRightInvalidated } from '../../../study-rights/published-events.js';
import { hoksTable } from '../../../hoks/persistence/hoks-table.js';
import { invalidationFacts } from '../../../study-rights/persistence/invalidation-facts.js';
import { withinSavepoint } from '../../../persistence/savepoint.js';
import { supportCaseTable, type StoredSupportCase } from '../../persistence/support-case-table.js';
import { auditSupportCase } from '../audit-support-case.js';
import type { InvalidateAtKoski, Looked } from '../../../study-rights/use-cases/invalidate-at-koski.js';
import { lockSupportCase } from '../lock-support-case.js';
import { recordRefusedInvalidation } from '../../../study-rights/use-cases/record-refused-invalidation.js';
import { redecideFeedback } from '../../../hoks/use-cases/redecide-feedback.js';
import { updateStudyRight } from '../../../study-rights/use-cases/update-study-right.js';

interface Context {
  readonly actor: Actor;
  readonly looked: Looked;
  readonly at: Date;
  readonly desk: SupportDesk;
  readonly atKoski: InvalidateAtKoski;
}

interface Approved {
  readonly supportCase: SupportCase;
  readonly proposal: OverrideProposal;
  readonly studyRight: StudyRight;
}

/** One transaction of an override. `lookFirst`: nothing was done, the Koski above has to be looked at before. */
export async function attemptOverride(
  tx: Transaction,
  id: string,
  context: Context,
): Promise<StoredSupportCase | Refusal | { lookFirst: StudyRight }> {
  const { actor, at, desk } = context;
  const locked = await lockSupportCase(tx, reachOf(actor), id);
  if (isRefused(locked)) return locked;
  const approved = approveOverride(locked.supportCase, { by: actor.personId, at }, locked.pair);
  if (isRefused(approved)) return approved;
  const { supportCase, studyRight } = approved;
  const after = await withinSavepoint<StudyRight | 'LOOK_FIRST' | Refusal>(
    tx.sql,
    () => carryOut(tx, approved, context),
    (result) => result !== 'LOOK_FIRST' && !isRefused(result),
    () => refuse('conflict.samanaikainenPäivitys'),
  );
  if (after === 'LOOK_FIRST') return { lookFirst: studyRight };
  if (isRefused(after)) {
    const refused = { studyRight, refusal: after, reason: supportCase.reason, channel: 'REQUEST' as const };
    await recordRefusedInvalidation(tx, refused, { actor, at, desk });
    return after;
  }
  await tell(tx, approved, after, context);
  const stored = { ...locked, supportCase };
  await supportCaseTable.update(tx.sql, locked.institutionOid, supportCase);
  const details = { proposedBy: approved.proposal.by, approvedBy: actor.personId };
  await auditSupportCase(tx, 'approve-override', stored, { actorId: actor.personId, at, details });
  return stored;
}

/** Deletes the HOKS and asks the guard as everybody does: without a HOKS in the way it has nothing to say against it. */
async function carryOut(
  tx: Transaction,
  { supportCase, proposal, studyRight }: Approved,
  { actor, at, looked, atKoski }: Context,
): Promise<StudyRight | 'LOOK_FIRST' | Refusal> {
  const by = { actorId: actor.personId, at };
  await hoksTable.softDelete(tx.sql, studyRight.institutionOid, { id: proposal.basis.hoksId, ...by });
  const facts = await invalidationFacts(tx.sql, studyRight, false);
  const { reason } = supportCase;
  const request = {
    mayInvalidate: can(actor, 'approve-override') === null,
    reason,
    confirmed: proposal.confirmed,
    ...facts,
  };
  const decided = invalidateByRequest(studyRight, request, finnishDay(at));
  const after = isRefused(decided) ? decided : await atKoski.settled(tx, decided, looked);
  if (after === 'LOOK_FIRST' || isRefused(after)) return after;
  await redecideFeedback(tx, after, await updateStudyRight(tx.sql, studyRight, after, by), at);
  return after;
}

async function tell(
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
