import type { Refusal } from '../../errors.js';
import type { EntryMode, HoksFields } from './hoks.js';
import type { StudyRight } from '../../study-rights/domain/study-right.js';
import { achievementDayIsPlausible } from './rules/achievement-day-is-plausible.js';
import { apprenticeshipHasABasis } from './rules/apprenticeship-has-a-basis.js';
import { businessIdsHaveACheckDigit } from './rules/business-ids-have-a-check-digit.js';
import { careerPlanIsACode } from './rules/career-plan-is-a-code.js';
import { educationPartsAreOnTuvaOnly } from './rules/education-parts-are-on-tuva-only.js';
import { interruptionsDoNotOverlap } from './rules/interruptions-do-not-overlap.js';
import { learningSupportBeginsInAugust2026 } from './rules/learning-support-begins-in-august-2026.js';
import { learningSupportFitsItsKind } from './rules/learning-support-fits-its-kind.js';
import { partTimeShareIsStated } from './rules/part-time-share-is-stated.js';
import { priorLearningIsVerified } from './rules/prior-learning-is-verified.js';
import { qualificationPartsAreNotOnTuva } from './rules/qualification-parts-are-not-on-tuva.js';
import { supportingStudiesAreNotOnTuva } from './rules/supporting-studies-are-not-on-tuva.js';
import { tuvaLinkIsNotOnTuvaHoks } from './rules/tuva-link-is-not-on-tuva-hoks.js';
import { wayEndsAfterItBegins } from './rules/way-ends-after-it-begins.js';
import { wayLastsFiveYearsAtMost } from './rules/way-lasts-five-years-at-most.js';
import { wayLiesWithinTheStudyRight } from './rules/way-lies-within-the-study-right.js';
import { workplaceHasABusinessId } from './rules/workplace-has-a-business-id.js';
import { workplaceWayHasAnIdentifier } from './rules/workplace-way-has-an-identifier.js';

/** What the data of a HOKS are held against. */
export interface HoksContext {
  readonly studyRight: StudyRight;
  /** Day in Finland. */
  readonly today: string;
  readonly mode: EntryMode;
}

/** One rule on the data of a HOKS, given in full or in part: a refusal for each place that breaks it. */
export type HoksRule = (fields: HoksFields, context: HoksContext) => Refusal[];

const rules: readonly HoksRule[] = [
  achievementDayIsPlausible,
  careerPlanIsACode,
  tuvaLinkIsNotOnTuvaHoks,
  educationPartsAreOnTuvaOnly,
  qualificationPartsAreNotOnTuva,
  supportingStudiesAreNotOnTuva,
  learningSupportBeginsInAugust2026,
  learningSupportFitsItsKind,
  priorLearningIsVerified,
  wayEndsAfterItBegins,
  wayLastsFiveYearsAtMost,
  wayLiesWithinTheStudyRight,
  workplaceWayHasAnIdentifier,
  workplaceHasABusinessId,
  businessIdsHaveACheckDigit,
  apprenticeshipHasABasis,
  partTimeShareIsStated,
  interruptionsDoNotOverlap,
];

/** Nobody reads more than this; a body can break the rules in thousands of places. */
const MOST_REPORTED = 50;

/**
 * All that the rules say against the data, the first of it in front. eHOKS reports all at once too, so that a source
 * system corrects its data in one round. Source: ehoks src/oph/ehoks/hoks/schema.clj.
 */
export function hoksRefusal(fields: HoksFields, context: HoksContext): Refusal | null {
  const [first, ...others] = rules.flatMap((rule) => rule(fields, context)).slice(0, MOST_REPORTED);
  return first === undefined ? null : { ...first, others };
}
