import { Injectable } from '@nestjs/common';
import { isRefused, refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { Clock, writeAudit } from '#platform';
import { can } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import { type MainSuoritusRemoval, withoutMainSuoritus } from '../../domain/main-suoritus-removal.js';
import { isStudyRightOid } from '../../domain/oids.js';
import type { StudyRight } from '../../domain/study-right.js';
import type { Refusal } from '../../../errors.js';
import { studyRightStored } from '../../published-events.js';
import { ChangeStudyRight } from '../change-study-right.js';

/** Takes one main suoritus out of a study right, which is a new version like any other change. */
@Injectable()
export class RemoveMainSuoritus {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly change: ChangeStudyRight,
  ) {}

  async execute(actor: Caller, oid: string, removal: MainSuoritusRemoval): Promise<StudyRight | Refusal> {
    const refusal = can(actor, 'read-study-right');
    if (refusal !== null) return refusal;
    if (!isStudyRightOid(oid)) return refuse('badRequest.queryParam.virheellinenOpiskeluoikeusOid');
    return this.unitOfWork.run(async (tx) => {
      const at = this.clock.now();
      const before = await this.change.lock(tx.sql, actor, oid);
      if (isRefused(before)) return before;
      const after = can(actor, 'remove-main-suoritus', { studyRight: before }) ?? withoutMainSuoritus(before, removal);
      if (isRefused(after)) return after;
      await this.change.execute(tx, before, after, { actorId: actor.personId, at });
      await tx.append(studyRightStored(after));
      await writeAudit(tx.sql, {
        ...{ institutionOid: after.institutionOid, actorId: actor.personId, at, action: 'remove-main-suoritus' },
        ...{ targetKind: 'study-right', targetId: oid, subjectPersonId: after.learnerOid },
        details: { version: after.version },
      });
      return after;
    });
  }
}
