import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import { UnitOfWork } from '#messaging';
import { Clock, type Page, pageOf, type SqlRunner } from '#platform';
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

export type OwnHoksPage = Page<Hoks> & { readonly total: number };

interface OwnHoksesWish {
  readonly limit: number;
  /** Id of the last HOKS that the reader has had; 0 at first. */
  readonly after: number;
}

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
  async own(actor: Caller, openFrom: string, { limit, after }: OwnHoksesWish): Promise<OwnHoksPage | Refusal> {
    const refusal =
      can(actor, 'read-own-hokses') ??
      learnersSignInWithTheirOid(actor.personId) ??
      learnersAreLetInFromADay(openFrom, finnishDay(this.clock.now()));
    if (refusal !== null) return refusal;
    return this.unitOfWork.run(async ({ sql }) => {
      const oids = await this.learners.oidsOf(sql, actor.personId);
      const [rows, total] = await Promise.all([
        this.hokses.pageOfLearner(sql, oids, { after, limit: limit + 1 }),
        this.hokses.countOfLearner(sql, oids),
      ]);
      const page = pageOf(
        rows,
        limit,
        (hoks) => hoks,
        ({ id }) => String(id),
      );
      await auditHoksesRead(sql, page.items, { actor, action: 'read-learners-hokses', at: this.clock.now() });
      return { ...page, total };
    });
  }

  /** Whether learners are let in yet, and from which day on (R155). */
  opening(actor: Caller, openFrom: string): { openFrom: string; open: boolean } | Refusal {
    const refusal = can(actor, 'read-own-hokses');
    if (refusal !== null) return refusal;
    return { openFrom, open: learnersAreLetInFromADay(openFrom, finnishDay(this.clock.now())) === null };
  }

  private async list(sql: SqlRunner, actor: Caller, reach: Reach, learnerOid: string): Promise<Hoks[]> {
    const hokses = await this.hokses.ofLearner(sql, reach, await this.learners.oidsOf(sql, learnerOid));
    await auditHoksesRead(sql, hokses, { actor, action: 'read-learners-hokses', at: this.clock.now() });
    return hokses;
  }
}
