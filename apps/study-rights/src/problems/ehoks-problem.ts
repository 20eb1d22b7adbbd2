import { isRefused } from '#kernel';
import { type FieldError, ProblemError } from '#platform';
import type { ErrorCode, Refusal } from '../errors.js';
import { messageOf } from './error-messages.js';
import { allOf, placeOf } from './places.js';

/** How eHOKS says what we say otherwise: by another of our codes, or another text. */
type EhoksWords = Readonly<Partial<Record<ErrorCode, { readonly code?: ErrorCode; readonly text?: string }>>>;

/** Source: ehoks src/oph/ehoks/hoks/middleware.clj. */
const everywhere: EhoksWords = {
  'hoks/not-found': { text: 'HOKS not found' },
  'platform/forbidden': { text: "No access is allowed. Check Opintopolku privileges and 'opiskeluoikeus'" },
  // To eHOKS a study right that was invalidated has never been there.
  'hoks/study-right-invalidated': { code: 'hoks/study-right-not-found' },
};

/** Of soft deletion: eHOKS looks for the oppilaitos first, and of a HOKS that is not there it finds none. */
export const deletionWords: EhoksWords = { 'hoks/not-found': { code: 'hoks/delete-institution-not-found' } };

/** Of the commands of main users. */
export const mainUserWords: EhoksWords = { 'hoks/not-found': { text: 'No HOKS found with given hoks-id' } };

/** The result, a refusal in the words of one command of eHOKS. */
export function saidAs<T extends object>(words: EhoksWords, result: T | Refusal): T | Refusal {
  if (!isRefused(result)) return result;
  const { code = result.refused, text } = words[result.refused] ?? {};
  return { ...result, refused: code, ...(text !== undefined && { details: { ...result.details, ehoksError: text } }) };
}

/**
 * A refusal in eHOKS's own English words; where several rules say no, the sentence is that of the first, and `errors` has them
 * all with their places.
 */
export function ehoksProblem(refusal: Refusal): ProblemError<ErrorCode> {
  const { code = refusal.refused, text } = everywhere[refusal.refused] ?? {};
  const details: Readonly<Record<string, unknown>> = { ...refusal.details, ...placesOf(refusal) };
  const sentence = details['ehoksError'] ?? text ?? messageOf({ refused: code, details }, 'en');
  return new ProblemError<ErrorCode>(code, { ...details, ehoksError: sentence });
}

function placesOf(refusal: Refusal): { errors?: FieldError[] } {
  const errors = allOf(refusal).flatMap((one) => {
    const path = placeOf(one);
    return path === undefined ? [] : [{ path, code: one.refused, message: messageOf(one, 'en') }];
  });
  return errors.length === 0 ? {} : { errors };
}
