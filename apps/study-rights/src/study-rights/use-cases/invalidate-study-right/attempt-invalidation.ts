import { finnishDay, isRefused, refuse } from '#kernel';
import type { Transaction } from '#messaging';
import { writeAudit } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import { invalidateByRequest } from '../../domain/invalidation.js';
import type { StudyRight } from '../../domain/study-right.js';
import type { Refusal } from '../../../errors.js';
import type { SupportDesk } from '../../../problems/next-steps.js';
import { studyRightInvalidated } from '../../published-events.js';
import { invalidationFacts } from '../../persistence/invalidation-facts.js';
import { studyRightTable } from '../../persistence/study-right-table.js';
import type { InvalidateAtKoski, Looked } from '../invalidate-at-koski.js';
import { redecideFeedback } from '../../../hoks/use-cases/redecide-feedback.js';
import { updateStudyRight } from '../update-study-right.js';
import { isOwn } from '../is-own.js';
import { recordRefusedInvalidation } from '../record-refused-invalidation.js';

export interface InvalidateCommand {
  readonly oid: string;
  readonly reason: string | undefined;
  readonly confirmed: boolean;
  readonly expectedVersion: number | undefined;
  /** The client knows Koski only: the institution's default reason may stand in for theirs. */
  readonly mayDefaultReason?: boolean;
}

interface Context {
  readonly actor: Caller;
  readonly looked: Looked;
  readonly at: Date;
  readonly desk: SupportDesk;
  readonly atKoski: InvalidateAtKoski;
}

/** One transaction of an invalidation. `lookFirst`: nothing was done, the Koski above has to be looked at before. */
export async function attemptInvalidation(
  tx: Transaction,
  command: InvalidateCommand,
  context: Context,
): Promise<StudyRight | Refusal | { lookFirst: StudyRight }> {
  const { oid, reason, confirmed, expectedVersion } = command;
  const { actor, looked, at, desk, atKoski } = context;
  const before = await studyRightTable.liveForUpdate(tx.sql, reachOf(actor), oid);
  if (before === null) return refuse('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia', { studyRightOid: oid });
  if (await isOwn(tx.sql, actor, before)) return refuse('forbidden.omienTietojenMuokkaus');
  if (expectedVersion !== undefined && expectedVersion !== before.version) {
    return refuse('platform/stale-version', { currentVersion: before.version });
  }
  const facts = await invalidationFacts(tx.sql, before, command.mayDefaultReason ?? false);
  const mayInvalidate = can(actor, 'invalidate-study-right', { studyRight: before }) === null;
  const decided = invalidateByRequest(before, { mayInvalidate, reason, confirmed, ...facts }, finnishDay(at));
  const after = isRefused(decided) ? decided : await atKoski.settled(tx, decided, looked);
  if (after === 'LOOK_FIRST') return { lookFirst: before };
  if (isRefused(after)) {
    await recordRefusedInvalidation(
      tx,
      { studyRight: before, refusal: after, reason, channel: 'REQUEST' },
      { actor, at, desk },
    );
    return after;
  }
  const hoks = await updateStudyRight(tx.sql, before, after, { actorId: actor.personId, at });
  await redecideFeedback(tx, after, hoks, at);
  if (after.invalidation !== null) await tx.append(studyRightInvalidated(after, after.invalidation, 'REQUEST'));
  await writeAudit(tx.sql, {
    ...{ institutionOid: after.institutionOid, actorId: actor.personId, at, action: 'invalidate-study-right' },
    ...{ targetKind: 'study-right', targetId: oid, subjectPersonId: after.learnerOid },
    details: { reason: after.invalidation?.reason, version: after.version, channel: 'REQUEST' },
  });
  return after;
}
