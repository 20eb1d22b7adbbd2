import { type Hundredths, isRefused, together } from '#kernel';
import type { Refusal } from '../errors.js';
import type { Case, CasePart, Outcome } from './case.js';
import type { Course } from './course.js';
import type { DecisionContent } from './decision-content.js';
import { after, FIRST_STATE, type DecisionState, type DecisionStep } from './decision.states.js';
import { aGradeIsOnTheScaleOfItsCourses } from './rules/a-grade-is-on-the-scale-of-its-courses.js';
import { aPartIsDecidedWhileInProcessing } from './rules/a-part-is-decided-while-in-processing.js';
import { aPartHasOneStandingDecisionPerRound } from './rules/a-part-has-one-standing-decision-per-round.js';
import { aRejectionStatesItsReasons } from './rules/a-rejection-states-its-reasons.js';
import { aRejectionGrantsNothing } from './rules/a-rejection-grants-nothing.js';
import { anApprovalStatesItsCreditsFieldAndKeywords } from './rules/an-approval-states-its-credits-field-and-keywords.js';
import { creditsLieWithinWhatWasAppliedFor } from './rules/credits-lie-within-what-was-applied-for.js';
import { aPublicNameTellsOfNoPerson } from './rules/a-public-name-tells-of-no-person.js';
import { anIncludedStudyHasAName } from './rules/an-included-study-has-a-name.js';
import { type Codeset, keywordsAreLiveInTheCodeset } from './rules/keywords-are-live-in-the-codeset.js';
import { onlyAnApprovedFinalDecisionIsRecorded } from './rules/only-an-approved-final-decision-is-recorded.js';
import {
  type Applicant,
  textWithName,
  theApplicantsNameIsPublicOnlyKnowingly,
} from './rules/the-applicants-name-is-public-only-knowingly.js';

export interface Decision {
  readonly id: string;
  readonly institutionOid: string;
  readonly applicationId: string;
  readonly partId: string;
  readonly round: number;
  readonly state: DecisionState;
  readonly outcome: Outcome;
  /** 0 when rejected. */
  readonly grantedCredits: Hundredths;
  readonly grade: string | null;
  readonly fieldOfEducation: number | null;
  readonly keywords: readonly string[];
  readonly reasons: string | null;
  readonly basisName: string | null;
  /** What becomes public and holds the applicant's name, when the officer let it stand. */
  readonly agreedPublicText: string | null;
  readonly deciderId: string;
  readonly decidedAt: Date;
  readonly voidReason: string | null;
  /** Random key of the recognition bank's entry: kept here alone, so that destroying it makes the entry anonymous for good. */
  readonly bankKey: string | null;
  readonly recorderId: string | null;
  readonly recordedAt: Date | null;
}

export interface Proposal {
  readonly id: string;
  readonly deciderId: string;
  readonly now: Date;
  readonly content: DecisionContent;
  /** What the part would be recorded as, modules with all that they contain. */
  readonly courses: Iterable<Course>;
  readonly applicant: Applicant;
  readonly codeset: Codeset;
}

/**
 * The handler's decision on a part, as a proposal: it becomes final when the applications service confirms it.
 * `standing` is the part's decision of this round that is not void, if there is one.
 */
export function proposeDecision(
  applicationCase: Case,
  part: CasePart,
  standing: Pick<Decision, 'id' | 'state'> | undefined,
  { id, deciderId, now, content, courses, applicant, codeset }: Proposal,
): Decision | Refusal {
  // Where a decision stands there is nothing to correct in the new one.
  const standsAlready = aPartHasOneStandingDecisionPerRound(standing);
  if (standsAlready) return standsAlready;
  const refusal = together([
    aPartIsDecidedWhileInProcessing(part),
    aRejectionStatesItsReasons(content),
    aRejectionGrantsNothing(content),
    anApprovalStatesItsCreditsFieldAndKeywords(part, content),
    keywordsAreLiveInTheCodeset(content, codeset),
    creditsLieWithinWhatWasAppliedFor(part, content),
    aGradeIsOnTheScaleOfItsCourses(content, courses),
    anIncludedStudyHasAName(part, content),
    aPublicNameTellsOfNoPerson(part, content),
    theApplicantsNameIsPublicOnlyKnowingly(part, content, applicant),
  ]);
  if (refusal) return refusal;
  return {
    id,
    institutionOid: applicationCase.institutionOid,
    applicationId: applicationCase.applicationId,
    partId: part.partId,
    round: part.round,
    state: FIRST_STATE,
    ...decidedBy(content),
    agreedPublicText: textWithName(part, content, applicant) ?? null,
    deciderId,
    decidedAt: now,
    voidReason: null,
    bankKey: null,
    recorderId: null,
    recordedAt: null,
  };
}

/** What a decision says. */
function decidedBy(content: DecisionContent) {
  return {
    outcome: content.outcome,
    grantedCredits: content.grantedCredits ?? 0,
    grade: content.grade ?? null,
    fieldOfEducation: content.fieldOfEducation ?? null,
    keywords: [...new Set(content.keywords ?? [])],
    reasons: content.reasons ?? null,
    basisName: content.basisName ?? null,
  };
}

/** Whether the decision that stands is what the same person proposes once more. */
export function isProposedAgain(standing: Decision, deciderId: string, content: DecisionContent): boolean {
  const proposed = decidedBy(content);
  const fields = Object.keys(proposed) as (keyof typeof proposed)[];
  const same = (field: (typeof fields)[number]) => JSON.stringify(standing[field]) === JSON.stringify(proposed[field]);
  return standing.deciderId === deciderId && fields.every(same);
}

/** The applications service let the decision hold. */
export function confirmDecision(decision: Decision): Decision | Refusal {
  const state = stepTo(decision, 'confirm');
  return isRefused(state) ? state : { ...decision, state };
}

/** The applications service did not let it hold: the part went its own way first. */
export function voidDecision(decision: Decision, reason: string): Decision | Refusal {
  const state = stepTo(decision, 'refuse');
  return isRefused(state) ? state : { ...decision, state, voidReason: reason };
}

/** The recognition was recorded (R106–R114). */
export function markRecorded(
  decision: Decision,
  recording: { recorderId: string; bankKey: string; now: Date },
): Decision | Refusal {
  const refusal = onlyAnApprovedFinalDecisionIsRecorded(decision);
  if (refusal) return refusal;
  const state = stepTo(decision, 'record');
  if (isRefused(state)) return state;
  return {
    ...decision,
    state,
    recorderId: recording.recorderId,
    bankKey: recording.bankKey,
    recordedAt: recording.now,
  };
}

function stepTo(decision: Decision, step: DecisionStep): DecisionState | Refusal {
  return (
    after(decision.state, step) ?? {
      refused: 'decision/step-not-possible',
      details: { step, state: decision.state, decisionId: decision.id },
    }
  );
}
