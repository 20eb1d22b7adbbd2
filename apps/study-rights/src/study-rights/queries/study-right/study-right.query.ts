import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { Clock, writeAudit } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import { isStudyRightOid } from '../../domain/oids.js';
import type { Refusal } from '../../../errors.js';
import { StudyRightRepository, type StoredStudyRight } from '../../persistence/study-right.repository.js';

/** One study right. After invalidation it is found by the support desk only (R161). */
@Injectable()
export class StudyRightQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly studyRights: StudyRightRepository,
  ) {}

  /** @param shown `LIVE`: an invalidated one is not found by anybody, as in Koski */
  async execute(actor: Caller, oid: string, shown: 'LIVE' | 'ALL' = 'ALL'): Promise<StoredStudyRight | Refusal> {
    const refusal = can(actor, 'read-study-right');
    if (refusal !== null) return refusal;
    if (!isStudyRightOid(oid)) return refuse('badRequest.queryParam.virheellinenOpiskeluoikeusOid');
    return this.unitOfWork.run(async ({ sql }) => {
      const invalidatedToo = shown === 'ALL' && can(actor, 'read-invalidated') === null;
      const stored = await this.studyRights.find(sql, reachOf(actor), oid, invalidatedToo);
      if (stored === null || can(actor, 'read-study-right', stored) !== null)
        return refuse('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia', { studyRightOid: oid });
      await writeAudit(sql, {
        institutionOid: stored.studyRight.institutionOid,
        actorId: actor.personId,
        action: 'read-study-right',
        targetKind: 'study-right',
        targetId: oid,
        subjectPersonId: stored.studyRight.learnerOid,
        at: this.clock.now(),
      });
      return stored;
    });
  }
}
