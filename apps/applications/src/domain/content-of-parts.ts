import type { ErrorCode, Refusal } from '../errors.js';
import type { Basis, DraftBasis, DraftContent, PartContent, RecognitionType, Target } from './application.js';
import type { FieldError } from './field-error.js';
import { aPartHasATypeAndABasis } from './rules/a-part-has-a-type-and-a-basis.js';
import { aTargetIsAPublishedCourseNamedOnce } from './rules/a-target-is-a-published-course-named-once.js';
import { aTargetIsInForce } from './rules/a-target-is-in-force.js';
import { creditsAre0To600WithTwoDecimalsAtMost } from './rules/credits-are-0-to-600-with-two-decimals-at-most.js';
import { onlyAnInclusionHasNoTarget } from './rules/only-an-inclusion-has-no-target.js';
import { priorLearningHasAName } from './rules/prior-learning-has-a-name.js';
import { priorLearningWasGainedBetween1950AndToday } from './rules/prior-learning-was-gained-between-1950-and-today.js';
import { substitutionAndInclusionApplyForCredits } from './rules/substitution-and-inclusion-apply-for-credits.js';

/** A part as the student writes it: targets by code only. */
export interface PartInput {
  readonly type: RecognitionType | null;
  readonly bases: readonly DraftBasis[];
  readonly targets: readonly { readonly courseCode: string }[];
  readonly creditsApplied: number | null;
}

/** A part in which nothing is written yet. */
export const EMPTY_PART: PartInput = { type: null, bases: [], targets: [], creditsApplied: null };

/** What content is judged against. */
export interface ContentFacts {
  /** Published courses of the institution by code; at least those that the input names. */
  readonly courses: ReadonlyMap<string, Target>;
  /** Codes of those that cannot be chosen today. */
  readonly notInForce: ReadonlySet<string>;
  /** Today in Europe/Helsinki, YYYY-MM-DD. */
  readonly today: string;
}

/** What a part may lack while it is written, and not when it is sent. */
const MISSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'application/type-required',
  'application/basis-required',
  'application/name-required',
  'application/date-required',
  'application/target-required',
  'application/credits-required',
]);

/**
 * The content of the student's parts as they write it, targets completed from the published courses; or one refusal
 * `application/content-not-accepted` with every field error at once. What is missing is no error yet: {@link errorsOfPart} has it.
 * `at` gives the path of a part in the request body.
 */
export function contentOfParts(
  inputs: readonly PartInput[],
  facts: ContentFacts,
  at: (index: number) => string,
): DraftContent[] | Refusal {
  const errors = inputs
    .flatMap((input, index) => errorsOfPart(input, facts, at(index)))
    .filter(({ code }) => !MISSING.has(code));
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

/** Everything for which a part is not sent, missing or wrong, one error per field. */
export function errorsOfPart(input: PartInput, facts: ContentFacts, at: string): FieldError[] {
  const codes = input.targets.map((target) => target.courseCode);
  return [
    ...aPartHasATypeAndABasis(input, at),
    onlyAnInclusionHasNoTarget(input.type, codes.length, `${at}targets`),
    creditsAre0To600WithTwoDecimalsAtMost(input.creditsApplied, `${at}creditsApplied`),
    substitutionAndInclusionApplyForCredits(input.type, input.creditsApplied, `${at}creditsApplied`),
    ...codes.flatMap((code, i) => [
      aTargetIsAPublishedCourseNamedOnce(code, codes.slice(0, i), facts.courses, `${at}targets.${i}.courseCode`),
      aTargetIsInForce(code, facts.notInForce, `${at}targets.${i}.courseCode`),
    ]),
    ...input.bases.flatMap((basis, i) => [
      priorLearningHasAName(basis.name, `${at}bases.${i}.name`),
      priorLearningWasGainedBetween1950AndToday(basis.gainedOn, facts.today, `${at}bases.${i}.gainedOn`),
      creditsAre0To600WithTwoDecimalsAtMost(basis.credits, `${at}bases.${i}.credits`),
    ]),
  ].filter((error, index, all): error is FieldError => error !== null && firstOfItsPath(all, index));
}

/** The content of a part that lacks nothing. @throws Error for one that does: the rules let it pass wrongly */
export function completeContent(content: DraftContent): PartContent {
  const { type, creditsApplied, targets } = content;
  if (type === null) throw new Error('a part without a type was sent');
  return { type, bases: content.bases.map(completeBasis), targets, creditsApplied: creditsApplied ?? 0 };
}

function completeBasis(basis: DraftBasis): Basis {
  const { name, gainedOn } = basis;
  if (name === null || gainedOn === null) throw new Error('a basis without a name or a day was sent');
  return { ...basis, name, gainedOn };
}

/** One error per field: "-1" is out of range, and saying that it is also not above zero is no help. */
function firstOfItsPath(errors: readonly (FieldError | null)[], index: number): boolean {
  return errors.findIndex((error) => error?.path === errors[index]?.path) === index;
}
