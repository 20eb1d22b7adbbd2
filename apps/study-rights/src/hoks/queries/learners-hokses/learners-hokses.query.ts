import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import { UnitOfWork } from '#messaging';
import { Clock, type SqlRunner } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import type { Hoks } from '../../domain/hoks.js';
import { learnersAreLetInFromADay } from '../../domain/rules/learners-are-let-in-from-a-day.js';
import { learnersSignInWithTheirOid } from '../../domain/rules/learners-sign-in-with-their-oid.js';
import type { Reach } from '../../../study-rights/domain/study-right.js';
import type { Refusal } from '../../../errors.js';
import { HoksRepository } from '../../persistence/hoks.repository.js';
import { LearnerRepository } from '../../../study-rights/persistence/learner.repository.js';
import { auditHoksesRead } from '../audit-of-hokses.js';

/** The HOKSes in force of one person, for the person and for officials. Those of invalidated study rights are not (R161). */
@Injectable()
export class LearnersHoksesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly hokses: HoksRepository,
    private readonly learners: LearnerRepository,
  ) {}

  async ofLearner(actor: Caller, learnerOid: string): Promise<readonly Hoks[] | Refusal> {
    const refusal = can(actor, 'read-learners-hokses');
    if (refusal !== null) return refusal;
    return this.unitOfWork.run(({ sql }) => this.list(sql, actor, reachOf(actor), learnerOid));
  }

  /**
   * A learner's own, regardless of who stored them and under which of the learner's oids.
   * @param openFrom first day on which learners are let in, YYYY-MM-DD (R155)
   */
  async own(actor: Caller, openFrom: string): Promise<readonly Hoks[] | Refusal> {
    const refusal =
      can(actor, 'read-own-hokses') ??
      learnersSignInWithTheirOid(actor.personId) ??
      learnersAreLetInFromADay(openFrom, finnishDay(this.clock.now()));
    if (refusal !== null) return refusal;
    return this.unitOfWork.run(({ sql }) => this.list(sql, actor, null, actor.personId));
  }

  private async list(sql: SqlRunner, actor: Caller, reach: Reach, learnerOid: string): Promise<Hoks[]> {
    const hokses = await this.hokses.ofLearner(sql, reach, await this.learners.oidsOf(sql, learnerOid));
    await auditHoksesRead(sql, hokses, { actor, action: 'read-learners-hokses', at: this.clock.now() });
    return hokses;
  }
}
