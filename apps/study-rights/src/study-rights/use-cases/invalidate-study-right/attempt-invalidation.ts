import { Injectable } from '@nestjs/common';
import { finnishDay, isRefused, refuse } from '#kernel';
import type { Transaction } from '#messaging';
import { writeAudit } from '#platform';
import { can } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import { invalidateByRequest } from '../../domain/invalidation.js';
import type { StudyRight } from '../../domain/study-right.js';
import type { Refusal } from '../../../errors.js';
import { ChangeStudyRight } from '../change-study-right.js';
import { GuardFacts } from '../guard-facts.js';
import { studyRightInvalidated } from '../../published-events.js';
import { InvalidateAtKoski, type Looked } from '../invalidate-at-koski.js';
import { RecordRefusedInvalidation } from '../record-refused-invalidation.js';

export interface InvalidateCommand {
  readonly oid: string;
  readonly reason: string | undefined;
  readonly confirmed: boolean;
  readonly expectedVersion: number | undefined;
  /** The client knows Koski only: the institution's default reason may stand in for theirs. */
  readonly mayDefaultReason?: boolean;
}

@Injectable()
export class AttemptInvalidation {
  constructor(
    private readonly change: ChangeStudyRight,
    private readonly facts: GuardFacts,
    private readonly atKoski: InvalidateAtKoski,
    private readonly recordRefused: RecordRefusedInvalidation,
  ) {}

  /** One transaction of an invalidation. `lookFirst`: nothing was done, the Koski above has to be asked first. */
  async execute(
    tx: Transaction,
    command: InvalidateCommand,
    { actor, looked, at }: { actor: Caller; looked: Looked; at: Date },
  ): Promise<StudyRight | Refusal | { lookFirst: StudyRight }> {
    const { oid, reason, confirmed, expectedVersion } = command;
    const before = await this.change.lock(tx.sql, actor, oid);
    if (isRefused(before)) return before;
    if (expectedVersion !== undefined && expectedVersion !== before.version) {
      return refuse('platform/stale-version', { currentVersion: before.version });
    }
    const facts = await this.facts.of(tx.sql, before, command.mayDefaultReason ?? false);
    const mayInvalidate = can(actor, 'invalidate-study-right', { studyRight: before }) === null;
    const decided = invalidateByRequest(before, { mayInvalidate, reason, confirmed, ...facts }, finnishDay(at));
    const after = isRefused(decided) ? decided : await this.atKoski.settled(tx, decided, looked);
    if (after === 'LOOK_FIRST') return { lookFirst: before };
    if (isRefused(after)) {
      const refused = { studyRight: before, refusal: after, reason, channel: 'REQUEST' as const };
      await this.recordRefused.execute(tx, refused, { actor, at });
      return after;
    }
    await this.change.execute(tx, before, after, { actorId: actor.personId, at });
    if (after.invalidation !== null) await tx.append(studyRightInvalidated(after, after.invalidation, 'REQUEST'));
    await writeAudit(tx.sql, {
      ...{ institutionOid: after.institutionOid, actorId: actor.personId, at, action: 'invalidate-study-right' },
      ...{ targetKind: 'study-right', targetId: oid, subjectPersonId: after.learnerOid },
      details: { reason: after.invalidation?.reason, version: after.version, channel: 'REQUEST' },
    });
    return after;
  }
}
