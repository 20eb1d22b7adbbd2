import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import { UnitOfWork } from '#messaging';
import { Clock, writeAudit } from '#platform';
import { can, entryModeOf, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import type { HoksData } from '../../domain/hoks.js';
import { withIdentifiedWays } from '../../domain/identified-ways.js';
import type { Refusal } from '../../../errors.js';
import { StudyRightRepository } from '../../../study-rights/persistence/study-right.repository.js';
import { JudgeNewHoks } from '../judge-new-hoks.js';

/**
 * Judges a HOKS as storing it would, and stores nothing. The study right is not locked: what is true now may change before
 * the HOKS is sent, and is then judged again.
 */
@Injectable()
export class ValidateHoks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly studyRights: StudyRightRepository,
    private readonly judge: JudgeNewHoks,
  ) {}

  /** @returns the study right for which the HOKS could be stored, or what storing it would be refused with */
  async execute(actor: Caller, body: HoksData): Promise<{ studyRightOid: string } | Refusal> {
    const mode = entryModeOf(actor);
    const refusal = can(actor, 'validate-hoks', { mode });
    if (refusal !== null) return refusal;
    const data = mode === 'BY_HAND' ? withIdentifiedWays(body, randomUUID) : body;
    const [oid, at] = [data['opiskeluoikeus-oid'], this.clock.now()];
    return this.unitOfWork.run(async ({ sql }) => {
      const found = await this.studyRights.find(sql, reachOf(actor), oid, false);
      const studyRight = found?.studyRight ?? null;
      const verdict = await this.judge.execute(sql, actor, studyRight, { data, mode, at });
      const refused = isRefused(verdict) ? verdict.refused : null;
      // A "no" reveals as much about somebody's study right as a "yes", so both are on record, as in eHOKS.
      if (studyRight !== null && can(actor, 'validate-hoks', { studyRight, mode }) === null) {
        await writeAudit(sql, {
          ...{ institutionOid: studyRight.institutionOid, actorId: actor.personId, at, action: 'validate-hoks' },
          ...{ targetKind: 'study-right', targetId: oid, subjectPersonId: studyRight.learnerOid },
          details: { mode, refused },
        });
      }
      return isRefused(verdict) ? verdict : { studyRightOid: oid };
    });
  }
}
