import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock, writeAudit } from '#platform';
import { can, dealsWith, reachOf, type Caller } from '../../access.js';
import { finnishDay } from '../../domain/dates.js';
import { invalidateByRequest } from '../../domain/invalidation.js';
import { isStudyRightOid } from '../../domain/oids.js';
import { isRefused, refuse, type Refusal } from '../../domain/refusal.js';
import type { StudyRight } from '../../domain/study-right.js';
import { SupportDesk } from '../../next-steps.js';
import { studyRightInvalidated } from '../../outgoing-events.js';
import { invalidationFacts } from '../../persistence/invalidation-facts.js';
import { studyRightTable } from '../../persistence/study-right-table.js';
import { recordRefusedInvalidation } from '../record-refused-invalidation.js';

export interface InvalidateCommand {
  readonly oid: string;
  readonly reason: string | undefined;
  readonly confirmed: boolean;
  readonly expectedVersion: number | undefined;
  /** The door is one of clients that know Koski only: the institution's default reason may stand in for theirs. */
  readonly mayDefaultReason?: boolean;
}

/** Invalidation by request (Koski's DELETE). Refused attempts are on record although nothing else changes. */
@Injectable()
export class InvalidateStudyRight {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly desk: SupportDesk,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Caller, command: InvalidateCommand): Promise<StudyRight | Refusal> {
    if (!can(actor, 'READ')) return refuse('platform/forbidden');
    const { oid, reason, confirmed, expectedVersion } = command;
    if (!isStudyRightOid(oid)) return refuse('badRequest.queryParam.virheellinenOpiskeluoikeusOid');
    return this.unitOfWork.run(async (tx) => {
      const before = await studyRightTable.liveForUpdate(tx.sql, reachOf(actor), oid);
      if (before === null) return refuse('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia', { studyRightOid: oid });
      if (expectedVersion !== undefined && expectedVersion !== before.version) {
        return refuse('platform/stale-version', { currentVersion: before.version });
      }
      const at = this.clock.now();
      const facts = await invalidationFacts(tx.sql, before, command.mayDefaultReason ?? false);
      const mayInvalidate = can(actor, 'INVALIDATE') && dealsWith(actor, before.data.tyyppi.koodiarvo);
      const request = { mayInvalidate, reason, confirmed, ...facts };
      const after = invalidateByRequest(before, request, finnishDay(at));
      if (isRefused(after)) {
        const refused = { studyRight: before, refusal: after, reason, channel: 'REQUEST' as const };
        await recordRefusedInvalidation(tx, refused, { actor, at, desk: this.desk });
        return after;
      }
      await studyRightTable.update(tx.sql, before, after, { actorId: actor.personId, at });
      if (after.invalidation !== null) await tx.append(studyRightInvalidated(after, after.invalidation, 'REQUEST'));
      await writeAudit(tx.sql, {
        ...{ institutionOid: after.institutionOid, actorId: actor.personId, at, action: 'invalidate-study-right' },
        ...{ targetKind: 'study-right', targetId: oid, subjectPersonId: after.learnerOid },
        details: { reason: after.invalidation?.reason, version: after.version, channel: 'REQUEST' },
      });
      return after;
    });
  }
}
