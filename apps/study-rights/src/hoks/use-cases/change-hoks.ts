import { randomUUID } from 'node:crypto';
import { finnishDay, isRefused, refuse } from '#kernel';
import type { Transaction } from '#messaging';
import { can, reachOf } from '../../domain/policy.js';
import type { Caller } from '../../service-users/caller.js';
import type { EntryMode, Hoks, HoksFields } from '../domain/hoks.js';
import { changedFields, updateHoks } from '../domain/hoks-update.js';
import { withIdentifiedWays } from '../domain/identified-ways.js';
import type { Refusal } from '../../errors.js';
import { hoksStored } from '../published-events.js';
import { hoksTable } from '../persistence/hoks-table.js';
import { isOfLearner, learnerTable } from '../../study-rights/persistence/learner-table.js';
import { auditHoks } from './audit-hoks.js';
import { lockHoks } from './lock-hoks.js';
import { redecideFeedback } from './redecide-feedback.js';

/** What is to become of which HOKS. */
export interface HoksChange {
  readonly id: number;
  readonly kind: 'REPLACE' | 'PATCH';
  readonly fields: HoksFields;
  readonly mode: EntryMode;
  /** Only a HOKS of this person is meant, under whichever of the person's oids. */
  readonly ofLearner?: string;
}

/** The one way in which a HOKS changes, once the caller's right has been asked: its study right locked first, then all checks, data, event and audit. */
export async function changeHoks(
  tx: Transaction,
  actor: Caller,
  change: HoksChange,
  at: Date,
): Promise<Hoks | Refusal> {
  const { id, kind, mode } = change;
  const action = kind === 'REPLACE' ? 'replace-hoks' : 'patch-hoks';
  const fields = mode === 'BY_HAND' ? withIdentifiedWays(change.fields, randomUUID) : change.fields;
  const reach = reachOf(actor);
  const before = await lockHoks(tx.sql, reach, id);
  if (before.hoks !== null && change.ofLearner !== undefined) {
    if (!(await isOfLearner(tx.sql, before.hoks, change.ofLearner))) return refuse('hoks/not-found');
  }
  if (can(actor, action, { studyRight: before.studyRight, mode }) !== null) return refuse('hoks/not-found');
  const masterOid = before.hoks === null ? '' : await learnerTable.masterOf(tx.sql, before.hoks.learnerOid);
  const command = { kind, fields, masterOid, mode, reach, today: finnishDay(at) };
  const after = updateHoks(command, before.hoks, before.studyRight);
  if (isRefused(after)) return after;
  const { hoks, studyRight } = after;
  await hoksTable.update(tx.sql, studyRight.institutionOid, hoks, at);
  await redecideFeedback(tx, studyRight, hoks, at);
  await tx.append(hoksStored(studyRight, id, hoks.data));
  const changed = changedFields(before.hoks?.data ?? hoks.data, hoks.data);
  await auditHoks(tx.sql, { action, actor, hoksId: id, studyRight, at, details: { mode, changed } });
  return hoks;
}
