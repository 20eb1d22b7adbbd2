import { isRefused, refuse } from '#kernel';
import type { Refusal } from '../../errors.js';
import { assertInvalidatable } from '../../study-rights/domain/invalidation.js';
import type { InvalidationReason, StudyRight } from '../../study-rights/domain/study-right.js';
import {
  FIRST_CASE_STATE,
  SUPPORT_CASE_TRANSITIONS,
  type SupportCaseState,
  type SupportCaseStep,
} from './support-case.states.js';

/** Who did a step, and when. */
export interface Done {
  readonly by: string;
  readonly at: Date;
}

/** What a proposal was made upon. When any of it has changed the proposal is void. */
export interface OverrideBasis {
  readonly studyRightVersion: number;
  readonly hoksId: number;
  /** Digest of the whole HOKS. */
  readonly hoksDigest: string;
}

/** What one person of the desk has proposed and another has to agree to. */
export interface OverrideProposal extends Done {
  /** In the proposer's own words; mandatory. */
  readonly reason: string;
  /** NEVER_STARTED is meant although something has been assessed. */
  readonly confirmed: boolean;
  readonly basis: OverrideBasis;
}

/** A provider's request to invalidate a study right that has a HOKS. */
export interface SupportCase {
  readonly id: string;
  readonly studyRightOid: string;
  /** The HOKS that stood in the way when the case was opened. */
  readonly hoksId: number;
  readonly reason: InvalidationReason;
  /** The provider's own words. */
  readonly message: string | null;
  readonly state: SupportCaseState;
  readonly opened: Done;
  readonly proposal: OverrideProposal | null;
  /** The step that ended the case; `reason` is the desk's when it said no. */
  readonly closed: (Done & { readonly reason: string | null }) | null;
}

/** The study right of a case as it stands now, and its HOKS that has not been deleted. */
export interface Pair {
  readonly studyRight: StudyRight | null;
  readonly hoks: { readonly id: number; readonly digest: string } | null;
}

/** A pair that an override can be made of. */
interface Conflict {
  readonly studyRight: StudyRight;
  readonly basis: OverrideBasis;
}

/**
 * A case is opened where the guard says that a HOKS stands in the way, and nowhere else: anything else it says is the
 * answer, and where it says nothing the provider can invalidate alone.
 */
export function openSupportCase(
  studyRight: StudyRight,
  request: { mayInvalidate: boolean; reason: string; liveHoksId: number | null },
  opening: { id: string; message: string | null } & Done,
): SupportCase | Refusal {
  const verdict = assertInvalidatable(studyRight, { ...request, confirmed: true });
  if (!isRefused(verdict)) return refuse('support-case/no-hoks', { studyRightOid: studyRight.oid });
  if (verdict.refused !== 'conflict.hoksExists' || request.liveHoksId === null) return verdict;
  const { id, message, by, at } = opening;
  return {
    ...{ id, studyRightOid: studyRight.oid, hoksId: request.liveHoksId },
    ...{ reason: request.reason as InvalidationReason, message },
    ...{ state: FIRST_CASE_STATE, opened: { by, at }, proposal: null, closed: null },
  };
}

/**
 * The first of the two people. The guard is asked as it will be once the HOKS is gone, so that nothing is proposed that
 * it would refuse then. A new proposal takes the place of an earlier one.
 */
export function proposeOverride(
  supportCase: SupportCase,
  proposal: { reason: string; confirmed: boolean } & Done,
  pair: Pair,
): SupportCase | Refusal {
  const state = stateAfter(supportCase, 'propose');
  if (isRefused(state)) return state;
  if (isOwnCase(supportCase, proposal)) return refuseOwnCase(supportCase);
  const conflict = conflictIn(supportCase, pair);
  if (isRefused(conflict)) return conflict;
  const verdict = assertInvalidatable(conflict.studyRight, {
    ...{ mayInvalidate: true, reason: supportCase.reason, confirmed: proposal.confirmed, liveHoksId: null },
  });
  return isRefused(verdict) ? verdict : { ...supportCase, ...state, proposal: { ...proposal, basis: conflict.basis } };
}

/** The second of the two people: another one than the proposer, and nothing has changed since the proposal. */
export function approveOverride(
  supportCase: SupportCase,
  approval: Done,
  pair: Pair,
): { supportCase: SupportCase; proposal: OverrideProposal; studyRight: StudyRight } | Refusal {
  const { id, proposal } = supportCase;
  const state = stateAfter(supportCase, 'approve');
  if (isRefused(state)) return state;
  if (proposal === null) return refuse('support-case/step-not-possible', { state: supportCase.state, step: 'approve' });
  if (proposal.by === approval.by) return refuse('support-case/second-person-needed', { supportCaseId: id });
  if (isOwnCase(supportCase, approval)) return refuseOwnCase(supportCase);
  const conflict = conflictIn(supportCase, pair);
  if (isRefused(conflict) || !sameBasis(conflict.basis, proposal.basis)) {
    return refuse('support-case/changed-since-proposal', { supportCaseId: id });
  }
  const closed = { ...approval, reason: null };
  return { supportCase: { ...supportCase, ...state, closed }, proposal, studyRight: conflict.studyRight };
}

/** The desk says no, or the provider takes the case back. Nobody settles a case of their own; they may take it back. */
export function closeSupportCase(
  supportCase: SupportCase,
  step: 'reject' | 'withdraw',
  closed: Done & { reason: string | null },
): SupportCase | Refusal {
  const state = stateAfter(supportCase, step);
  if (isRefused(state)) return state;
  if (step === 'reject' && isOwnCase(supportCase, closed)) return refuseOwnCase(supportCase);
  return { ...supportCase, ...state, closed };
}

/** Nobody settles a case that they have opened themselves. */
function isOwnCase({ opened }: SupportCase, { by }: Pick<Done, 'by'>): boolean {
  return opened.by === by;
}

function refuseOwnCase({ id }: SupportCase): Refusal {
  return refuse('support-case/own-case', { supportCaseId: id });
}

function stateAfter({ state }: SupportCase, step: SupportCaseStep): { state: SupportCaseState } | Refusal {
  const next = SUPPORT_CASE_TRANSITIONS[state][step];
  return next === undefined ? refuse('support-case/step-not-possible', { state, step }) : { state: next };
}

function conflictIn({ studyRightOid }: SupportCase, { studyRight, hoks }: Pair): Conflict | Refusal {
  if (studyRight === null || studyRight.invalidation !== null) {
    return refuse('support-case/already-invalidated', { studyRightOid });
  }
  if (hoks === null) return refuse('support-case/no-hoks', { studyRightOid });
  return {
    studyRight,
    basis: { studyRightVersion: studyRight.version, hoksId: hoks.id, hoksDigest: hoks.digest },
  };
}

function sameBasis(one: OverrideBasis, other: OverrideBasis): boolean {
  return (
    one.studyRightVersion === other.studyRightVersion &&
    one.hoksId === other.hoksId &&
    one.hoksDigest === other.hoksDigest
  );
}
