import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import type { SqlRunner } from '#platform';
import { can, reachOf } from '../../domain/policy.js';
import type { Caller } from '../../service-users/caller.js';
import type { EntryMode, HoksData } from '../domain/hoks.js';
import { mayCreateHoks } from '../domain/hoks-creation.js';
import type { StudyRight } from '../../study-rights/domain/study-right.js';
import type { Refusal } from '../../errors.js';
import { HoksRepository } from '../persistence/hoks.repository.js';
import { StudyRightRepository } from '../../study-rights/persistence/study-right.repository.js';
import { LearnerRepository } from '../../study-rights/persistence/learner.repository.js';

/** What is to become a HOKS. */
interface NewHoks {
  readonly data: HoksData;
  readonly mode: EntryMode;
  readonly at: Date;
}

/** The one way in which a new HOKS is judged, so that what passes the check is what can be stored. */
@Injectable()
export class JudgeNewHoks {
  constructor(
    private readonly studyRights: StudyRightRepository,
    private readonly hokses: HoksRepository,
    private readonly learners: LearnerRepository,
  ) {}

  /** The study right that the HOKS is for, locked where a HOKS may be stored for it. */
  async locked(sql: SqlRunner, actor: Caller, wanted: NewHoks): Promise<{ studyRight: StudyRight } | Refusal> {
    const oid = wanted.data['opiskeluoikeus-oid'];
    return this.execute(sql, actor, await this.studyRights.liveForUpdate(sql, reachOf(actor), oid), wanted);
  }

  /** @param studyRight the live one within reach, if there is one */
  async execute(
    sql: SqlRunner,
    actor: Caller,
    studyRight: StudyRight | null,
    { data, mode, at }: NewHoks,
  ): Promise<{ studyRight: StudyRight } | Refusal> {
    const found = studyRight !== null && can(actor, 'create-hoks', { studyRight, mode }) === null ? studyRight : null;
    const existing = found && (await this.hokses.ofStudyRight(sql, found.institutionOid, found.oid));
    const learnerOids = found === null ? [] : await this.learners.oidsOf(sql, found.learnerOid);
    return mayCreateHoks({ data, learnerOids, mode, reach: reachOf(actor), today: finnishDay(at) }, found, existing);
  }
}
