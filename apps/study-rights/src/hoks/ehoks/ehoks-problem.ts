import { isRefused } from '#kernel';
import { ProblemError } from '#platform';
import { messageOf } from '../../problems/error-messages.js';
import type { ErrorCode, Refusal } from '../../errors.js';
import { wrongPlacesOf } from '../../problems/problems.js';

/** How one door of eHOKS says what we say otherwise: by our code, another code or text. */
type EhoksWords = Readonly<Partial<Record<ErrorCode, { readonly code?: ErrorCode; readonly text?: string }>>>;

/** Of soft deletion: eHOKS looks for the oppilaitos first, and of a HOKS that is not there it finds none. */
export const deletionWords: EhoksWords = { 'hoks/not-found': { code: 'hoks/delete-institution-not-found' } };

/** What every door of eHOKS says in its own way. Source: ehoks src/oph/ehoks/hoks/middleware.clj. */
const everywhere: EhoksWords = {
  'hoks/not-found': { text: 'HOKS not found' },
  'platform/forbidden': { text: "No access is allowed. Check Opintopolku privileges and 'opiskeluoikeus'" },
  // To eHOKS a study right that was invalidated has never been there.
  'hoks/study-right-invalidated': { code: 'hoks/study-right-not-found' },
};

/**
 * The result, if it is none of a refusal.
 * @param words what this door says in another way than the others
 * @throws ProblemError in eHOKS's own English words; where several rules say no, the sentence is that of the first, and
 *   `errors` has them all with their places
 */
export function orEhoksProblem<T extends object>(result: T | Refusal, words: EhoksWords = {}): Exclude<T, Refusal> {
  if (!isRefused(result)) return result as Exclude<T, Refusal>;
  throw ehoksProblem(result.refused, { ...result.details, ...wrongPlacesOf(result, 'en') }, words);
}

/** One problem in eHOKS's own English words. */
export function ehoksProblem(
  refused: ErrorCode,
  details: Readonly<Record<string, unknown>> = {},
  words: EhoksWords = {},
): ProblemError<ErrorCode> {
  const { code: key = refused, text } = words[refused] ?? everywhere[refused] ?? {};
  return new ProblemError<ErrorCode>(key, { ...details, ehoksError: text ?? messageOf({ key, details }, 'en') });
}
