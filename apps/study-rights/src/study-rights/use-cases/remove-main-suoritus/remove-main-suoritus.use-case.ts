import { Injectable } from '@nestjs/common';
import { isRefused, refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { Clock, writeAudit } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import { type MainSuoritusRemoval, withoutMainSuoritus } from '../../domain/main-suoritus-removal.js';
import { isStudyRightOid } from '../../domain/oids.js';
import type { StudyRight } from '../../domain/study-right.js';
import type { Refusal } from '../../../errors.js';
import { studyRightStored } from '../../published-events.js';
import { studyRightTable } from '../../persistence/study-right-table.js';
import { isOwn } from '../is-own.js';
import { redecideFeedback } from '../../../hoks/use-cases/redecide-feedback.js';
import { updateStudyRight } from '../update-study-right.js';

/** Takes one main suoritus out of a study right, which is a new version like any other change. */
@Injectable()
export class RemoveMainSuoritus {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Caller, oid: string, removal: MainSuoritusRemoval): Promise<StudyRight | Refusal> {
    const refusal = can(actor, 'read-study-right');
    if (refusal !== null) return refusal;
    if (!isStudyRightOid(oid)) return refuse('badRequest.queryParam.virheellinenOpiskeluoikeusOid');
    return this.unitOfWork.run(async (tx) => {
      const at = this.clock.now();
      const before = await studyRightTable.liveForUpdate(tx.sql, reachOf(actor), oid);
      if (before === null) return refuse('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia', { studyRightOid: oid });
      if (await isOwn(tx.sql, actor, before)) return refuse('forbidden.omienTietojenMuokkaus');
      const after = can(actor, 'remove-main-suoritus', { studyRight: before }) ?? withoutMainSuoritus(before, removal);
      if (isRefused(after)) return after;
      const hoks = await updateStudyRight(tx.sql, before, after, { actorId: actor.personId, at });
      await redecideFeedback(tx, after, hoks, at);
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
