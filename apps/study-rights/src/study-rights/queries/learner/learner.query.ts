import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { Clock, writeAudit } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import { isLearnerOid } from '../../domain/oids.js';
import type { Refusal } from '../../../errors.js';
import { LearnerRepository } from '../../persistence/learner.repository.js';
import { StudyRightRepository, type StoredStudyRight } from '../../persistence/study-right.repository.js';

/** All live study rights of a person within the caller's reach, stored under any of the person's oids. */
@Injectable()
export class LearnerQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly studyRights: StudyRightRepository,
    private readonly learners: LearnerRepository,
  ) {}

  async execute(actor: Caller, oid: string): Promise<readonly StoredStudyRight[] | Refusal> {
    const refusal = can(actor, 'read-learner');
    if (refusal !== null) return refusal;
    if (!isLearnerOid(oid)) return refuse('badRequest.queryParam.virheellinenHenkilöOid');
    return this.unitOfWork.run(async ({ sql }) => {
      const stored = await this.studyRights.ofLearner(sql, reachOf(actor), await this.learners.oidsOf(sql, oid));
      const shown = stored.filter(({ studyRight }) => can(actor, 'read-learner', { studyRight }) === null);
      if (shown.length === 0) return refuse('notFound.oppijaaEiLöydyTaiEiOikeuksia');
      await writeAudit(sql, {
        institutionOid: actor.institutionOid,
        actorId: actor.personId,
        action: 'read-learner',
        targetKind: 'learner',
        targetId: oid,
        subjectPersonId: oid,
        at: this.clock.now(),
      });
      return shown;
    });
  }
}
