import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import type { Transaction } from '#messaging';
import type { SqlRunner } from '#platform';
import { reachOf } from '../../domain/policy.js';
import type { Refusal } from '../../errors.js';
import type { Caller } from '../../service-users/caller.js';
import { isLearnerOid } from '../domain/oids.js';
import type { StudyRight } from '../domain/study-right.js';
import { LearnerRepository } from '../persistence/learner.repository.js';
import { StudyRightRepository } from '../persistence/study-right.repository.js';
import { type AfterChange, HoksesOfStudyRight } from './hokses-of-study-right.js';

/** The one way in which a stored study right changes: locked first, and its HOKS with it. */
@Injectable()
export class ChangeStudyRight {
  constructor(
    private readonly studyRights: StudyRightRepository,
    private readonly learners: LearnerRepository,
    private readonly hokses: HoksesOfStudyRight,
  ) {}

  /** The live study right within reach, locked. Callers cannot change their own, under any oid or in any way. */
  async lock(sql: SqlRunner, actor: Caller, oid: string): Promise<StudyRight | Refusal> {
    const studyRight = await this.studyRights.liveForUpdate(sql, reachOf(actor), oid);
    if (studyRight === null) return refuse('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia', { studyRightOid: oid });
    const { personId } = actor;
    const isOwn = isLearnerOid(personId) && (await this.learners.areOnePerson(sql, personId, studyRight.learnerOid));
    return isOwn ? refuse('forbidden.omienTietojenMuokkaus') : studyRight;
  }

  /** Stores the next version of a locked study right, and what follows from it for its HOKS. */
  async execute(
    tx: Transaction,
    before: StudyRight,
    after: StudyRight,
    by: { actorId: string; at: Date },
  ): Promise<void> {
    const afterChange = await this.store(tx.sql, before, after, by);
    await afterChange(tx, after, by.at);
  }

  /** The same for a transaction that may still undo it. @returns what follows, to be done when it stands */
  async store(
    sql: SqlRunner,
    before: StudyRight,
    after: StudyRight,
    by: { actorId: string; at: Date },
  ): Promise<AfterChange> {
    const [afterChange] = await Promise.all([
      this.hokses.beforeChange(sql, after.oid),
      this.studyRights.update(sql, before, after, by),
    ]);
    if (after.institutionOid !== before.institutionOid) await this.hokses.move(sql, after.institutionOid, after.oid);
    return afterChange;
  }
}
