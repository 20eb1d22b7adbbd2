import { Injectable } from '@nestjs/common';
import { finnishDay, isRefused } from '#kernel';
import type { Transaction } from '#messaging';
import type { Actor } from '#platform';
import { can } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { HoksRepository } from '../../../hoks/persistence/hoks.repository.js';
import { invalidateByRequest } from '../../../study-rights/domain/invalidation.js';
import type { StudyRight } from '../../../study-rights/domain/study-right.js';
import { ChangeStudyRight } from '../../../study-rights/use-cases/change-study-right.js';
import { GuardFacts } from '../../../study-rights/use-cases/guard-facts.js';
import { InvalidateAtKoski, type Looked } from '../../../study-rights/use-cases/invalidate-at-koski.js';
import type { OverrideProposal, SupportCase } from '../../domain/support-case.js';

/** Who agreed to an override and when, and what came of looking at the Koski above. */
export interface Context {
  readonly actor: Actor;
  readonly looked: Looked;
  readonly at: Date;
}

/** An override to which both people have agreed. */
export interface Approved {
  readonly supportCase: SupportCase;
  readonly proposal: OverrideProposal;
  readonly studyRight: StudyRight;
}

/** Deletes the HOKS and asks the guard as everybody does: without a HOKS in the way it has nothing to say against it. */
@Injectable()
export class CarryOutOverride {
  constructor(
    private readonly hokses: HoksRepository,
    private readonly facts: GuardFacts,
    private readonly change: ChangeStudyRight,
    private readonly atKoski: InvalidateAtKoski,
  ) {}

  async execute(
    tx: Transaction,
    { supportCase, proposal, studyRight }: Approved,
    { actor, at, looked }: Context,
  ): Promise<StudyRight | 'LOOK_FIRST' | Refusal> {
    const by = { actorId: actor.personId, at };
    await this.hokses.softDelete(tx.sql, studyRight.institutionOid, { id: proposal.basis.hoksId, ...by });
    const facts = await this.facts.of(tx.sql, studyRight, false);
    const { reason } = supportCase;
    const request = {
      mayInvalidate: can(actor, 'approve-override') === null,
      reason,
      confirmed: proposal.confirmed,
      ...facts,
    };
    const decided = invalidateByRequest(studyRight, request, finnishDay(at));
    const after = isRefused(decided) ? decided : await this.atKoski.settled(tx, decided, looked);
    if (after === 'LOOK_FIRST' || isRefused(after)) return after;
    await this.change.execute(tx, studyRight, after, by);
    return after;
  }
}
