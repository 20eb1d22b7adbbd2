import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { actionsOnCase, needsConfirmation } from '../../domain/actions-on-case.js';
import { supportCaseSteps } from '../../domain/support-case.states.js';
import { caseStandingView } from './case-standing-view.js';
import { stepsView } from './steps-view.js';
import { caseForDesk, caseForProvider, type DesksCase, type ProvidersCase } from '../../http/support-case-view.js';
import { CaseFileRepository, type CaseRecords } from '../../persistence/case-file.repository.js';
import { SupportCaseRepository } from '../../persistence/support-case.repository.js';
import { auditReadCase } from '../audit-read-case.js';
import { CaseStandingQuery } from './case-standing.query.js';

const ACTION_OF = {
  propose: 'propose-override',
  approve: 'approve-override',
  reject: 'reject-support-case',
  withdraw: 'withdraw-support-case',
} as const;

type Steps = ReturnType<typeof stepsView>;

/** A case of its provider, with what the reader may do. */
export type CaseOfProvider = ProvidersCase & { readonly actions: Steps };

/** A case with all that the desk needs to decide on it. */
export type CaseFile = DesksCase &
  CaseRecords & {
    readonly actions: Steps;
    readonly confirmationNeeded: boolean;
    readonly standing: ReturnType<typeof caseStandingView>;
    readonly people: Readonly<Record<string, string>>;
    readonly place: number;
  };

/** One case within reach. */
@Injectable()
export class SupportCaseQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly cases: SupportCaseRepository,
    private readonly files: CaseFileRepository,
    private readonly standings: CaseStandingQuery,
  ) {}

  /** @param withRecords false: without the lists and documents of the file, which has pages of its own (the timeline) */
  async execute(actor: Actor, id: string, withRecords: boolean): Promise<CaseOfProvider | CaseFile | Refusal> {
    const refusal = can(actor, 'read-support-case');
    if (refusal !== null) return refusal;
    return this.unitOfWork.run(async ({ sql }) => {
      const stored = await this.cases.find(sql, reachOf(actor), id);
      if (stored === null) return refuse('support-case/not-found', { supportCaseId: id });
      const reader = { by: actor.personId, at: this.clock.now(), steps: stepsOf(actor) };
      await auditReadCase(sql, stored, { actorId: reader.by, at: reader.at });
      const standing = await this.standings.of(sql, { actor, at: reader.at }, stored);
      const actions = stepsView(actionsOnCase(stored.supportCase, standing.pair, reader));
      if (can(actor, 'read-case-file') !== null) return { ...caseForProvider(stored), actions };
      return {
        ...caseForDesk(stored),
        ...(withRecords ? await this.files.of(sql, reachOf(actor), stored) : NO_RECORDS),
        ...{ actions, confirmationNeeded: needsConfirmation(stored.supportCase, standing.pair, reader) },
        standing: caseStandingView(standing, stored.supportCase.proposal),
        ...{ people: standing.people, place: stored.seq },
      };
    });
  }
}

const NO_RECORDS: CaseRecords = {
  ...{ studyRight: null, versions: [], hoks: null, refusals: [], audit: [], reads: [], events: [], outbox: [] },
};

function stepsOf(actor: Actor) {
  return supportCaseSteps.filter((step) => can(actor, ACTION_OF[step]) === null);
}
