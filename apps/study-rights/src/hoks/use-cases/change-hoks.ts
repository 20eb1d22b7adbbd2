import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { finnishDay, isRefused, refuse } from '#kernel';
import type { Transaction } from '#messaging';
import { can, reachOf } from '../../domain/policy.js';
import type { Caller } from '../../service-users/caller.js';
import type { EntryMode, Hoks, HoksFields } from '../domain/hoks.js';
import { changedFields, updateHoks } from '../domain/hoks-update.js';
import { withIdentifiedWays } from '../domain/identified-ways.js';
import type { Refusal } from '../../errors.js';
import { hoksStored } from '../published-events.js';
import { HoksRepository } from '../persistence/hoks.repository.js';
import { LearnerRepository } from '../../study-rights/persistence/learner.repository.js';
import { auditHoks } from './audit-hoks.js';
import { LockHoks } from './lock-hoks.js';
import { FeedbackDecisions } from './feedback-decisions.js';

/** The change and the HOKS it applies to. */
export interface HoksChange {
  readonly id: number;
  readonly kind: 'REPLACE' | 'PATCH';
  readonly fields: HoksFields;
  readonly mode: EntryMode;
  /** What the client has read, where it says so: nobody's change is overwritten unseen. */
  readonly expectedVersion?: number | undefined;
  /** Only a HOKS of this person is meant, under any of the person's oids. */
  readonly ofLearner?: string;
}

/** The one way in which a HOKS changes, once the caller's right has been asked: its study right locked first, then all checks, data, event and audit. */
@Injectable()
export class ChangeHoks {
  constructor(
    private readonly lock: LockHoks,
    private readonly hokses: HoksRepository,
    private readonly learners: LearnerRepository,
    private readonly feedback: FeedbackDecisions,
  ) {}

  async execute(tx: Transaction, actor: Caller, change: HoksChange, at: Date): Promise<Hoks | Refusal> {
    const { id, kind, mode } = change;
    const action = kind === 'REPLACE' ? 'replace-hoks' : 'patch-hoks';
    const fields = mode === 'BY_HAND' ? withIdentifiedWays(change.fields, randomUUID) : change.fields;
    const reach = reachOf(actor);
    const before = await this.lock.execute(tx.sql, reach, id);
    if (before.hoks !== null && change.ofLearner !== undefined) {
      if (!(await this.hokses.isOfLearner(tx.sql, before.hoks, change.ofLearner))) return refuse('hoks/not-found');
    }
    if (can(actor, action, { studyRight: before.studyRight, mode }) !== null) return refuse('hoks/not-found');
    const stale = before.hoks && staleVersion(change, before.hoks);
    if (stale) return stale;
    const masterOid = before.hoks === null ? '' : await this.learners.masterOf(tx.sql, before.hoks.learnerOid);
    const command = { kind, fields, masterOid, mode, reach, today: finnishDay(at) };
    const after = updateHoks(command, before.hoks, before.studyRight);
    if (isRefused(after)) return after;
    const { hoks, studyRight } = after;
    await this.hokses.update(tx.sql, studyRight.institutionOid, hoks, at);
    await this.feedback.redecide(tx, studyRight, hoks, at);
    await tx.append(hoksStored(studyRight, id, hoks.data));
    const changed = changedFields(before.hoks?.data ?? hoks.data, hoks.data);
    await auditHoks(tx.sql, { action, actor, hoksId: id, studyRight, at, details: { mode, changed } });
    return hoks;
  }
}

function staleVersion({ expectedVersion }: HoksChange, { version: currentVersion }: Hoks): Refusal | null {
  const isStale = expectedVersion !== undefined && expectedVersion !== currentVersion;
  return isStale ? refuse('platform/stale-version', { currentVersion }) : null;
}
