import type { Refusal } from '../errors.js';
import type { Basis, PartContent, RecognitionType, Target } from './application.js';
import type { FieldError } from './field-error.js';
import { aTargetIsAPublishedCourseNamedOnce } from './rules/a-target-is-a-published-course-named-once.js';
import { aTargetIsInForce } from './rules/a-target-is-in-force.js';
import { creditsAre0To600WithTwoDecimalsAtMost } from './rules/credits-are-0-to-600-with-two-decimals-at-most.js';
import { onlyAnInclusionHasNoTarget } from './rules/only-an-inclusion-has-no-target.js';
import { priorLearningWasGainedBetween1950AndToday } from './rules/prior-learning-was-gained-between-1950-and-today.js';
import { substitutionAndInclusionApplyForCredits } from './rules/substitution-and-inclusion-apply-for-credits.js';

/** A part as the student writes it: targets by code only. */
export interface PartInput {
  readonly type: RecognitionType;
  readonly bases: readonly Basis[];
  readonly targets: readonly { readonly courseCode: string }[];
  readonly creditsApplied: number;
}

/** What content is judged against. */
export interface ContentFacts {
  /** Published courses of the institution by code; at least those that the input names. */
  readonly courses: ReadonlyMap<string, Target>;
  /** Codes of those that cannot be chosen today. */
  readonly notInForce: ReadonlySet<string>;
  /** Today in Europe/Helsinki, YYYY-MM-DD. */
  readonly today: string;
}

/**
 * The content of the student's parts, targets completed from the published courses; or one refusal
 * `application/content-not-accepted` with every field error at once. `at` gives the path of a part in the request body.
 */
export function contentOfParts(
  inputs: readonly PartInput[],
  facts: ContentFacts,
  at: (index: number) => string,
): PartContent[] | Refusal {
  const errors = inputs.flatMap((input, index) => fieldErrorsOf(input, facts, at(index)));
  if (errors.length > 0) return { refused: 'application/content-not-accepted', details: { errors } };
  return inputs.map((input) => ({
    type: input.type,
    bases: input.bases,
    targets: input.targets
      .map(({ courseCode }) => facts.courses.get(courseCode))
      .filter((course) => course !== undefined),
    creditsApplied: input.creditsApplied,
  }));
}

function fieldErrorsOf(input: PartInput, facts: ContentFacts, at: string): FieldError[] {
  const codes = input.targets.map((target) => target.courseCode);
  return [
    onlyAnInclusionHasNoTarget(input.type, codes.length, `${at}targets`),
    creditsAre0To600WithTwoDecimalsAtMost(input.creditsApplied, `${at}creditsApplied`),
    substitutionAndInclusionApplyForCredits(input.type, input.creditsApplied, `${at}creditsApplied`),
    ...codes.flatMap((code, i) => [
      aTargetIsAPublishedCourseNamedOnce(code, codes.slice(0, i), facts.courses, `${at}targets.${i}.courseCode`),
      aTargetIsInForce(code, facts.notInForce, `${at}targets.${i}.courseCode`),
    ]),
    ...input.bases.flatMap((basis, i) => [
      priorLearningWasGainedBetween1950AndToday(basis.gainedOn, facts.today, `${at}bases.${i}.gainedOn`),
      basis.credits === null ? null : creditsAre0To600WithTwoDecimalsAtMost(basis.credits, `${at}bases.${i}.credits`),
    ]),
  ].filter((error, index, all): error is FieldError => error !== null && firstOfItsPath(all, index));
}

/** One error per field: "-1" is out of range, and saying that it is also not above zero is no help. */
function firstOfItsPath(errors: readonly (FieldError | null)[], index: number): boolean {
  return errors.findIndex((error) => error?.path === errors[index]?.path) === index;
}
