import { isRefused } from '#kernel';
import { type FieldError, type Localised, preferredLanguage, ProblemError } from '#platform';
import type { KoskiError } from './koski-error.js';
import { messageOf, statusOf } from './error-messages.js';
import type { ErrorCode, Refusal } from '../errors.js';
import { nextSteps, supportCasesFor, type SupportDesk } from './next-steps.js';

/**
 * The problem of a refusal for a reader: the values of the case, what to do next, and Koski's own error list.
 * Of several errors the one with the highest status speaks (koski HttpStatus.scala).
 */
export function problemOf(
  errors: readonly KoskiError[],
  desk: SupportDesk,
  acceptLanguage: string | undefined,
): ProblemError<ErrorCode> {
  const language: keyof Localised = preferredLanguage(acceptLanguage);
  const main = errors.reduce((worst, error) => (statusOf(error.key) > statusOf(worst.key) ? error : worst), {
    key: 'platform/internal',
    ...errors[0],
  });
  const steps = nextSteps(main, desk, language);
  const supportCases = supportCasesFor(main);
  return new ProblemError<ErrorCode>(main.key, {
    ...main.details,
    message: messageOf(main, language),
    ...(steps.length === 0 ? {} : { nextSteps: steps, supportAddress: desk.email }),
    ...(supportCases !== undefined && { supportCases }),
    koskiErrors: errors.map((error) => koskiEntry(error, desk, language)),
  });
}

/** One entry of Koski's error list. Where there is something to do about it, it says what, and of what. */
export function koskiEntry(given: KoskiError, desk: SupportDesk, language: keyof Localised): Record<string, unknown> {
  // Koski has no word for "not allowed at all" in a transfer.
  const error: KoskiError = given.key === 'platform/forbidden' ? { ...given, key: 'forbidden.organisaatio' } : given;
  const entry = { key: error.key, message: messageOf(error) };
  const steps = nextSteps(error, desk, language);
  if (steps.length === 0) return entry;
  const { hoksId, studyRightOid } = error.details ?? {};
  return {
    ...entry,
    ...(hoksId === undefined ? {} : { hoksId }),
    ...(studyRightOid === undefined ? {} : { studyRightOid }),
    nextSteps: steps,
  };
}

/** The highest status of several errors: Koski's answer bears it. */
export function worstStatusOf(errors: readonly KoskiError[]): number {
  return Math.max(...errors.map(({ key }) => statusOf(key)));
}

/** The result, if it is none of a refusal. @throws ProblemError in the reader's language */
export function orLocalisedProblem<T extends object>(
  result: T | Refusal,
  desk: SupportDesk,
  acceptLanguage: string | undefined,
): Exclude<T, Refusal> {
  if (!isRefused(result)) return result as Exclude<T, Refusal>;
  const [first, ...others] = errorsOf(result);
  const details = { ...first.details, ...wrongPlacesOf(result, preferredLanguage(acceptLanguage)) };
  throw problemOf([{ ...first, details }, ...others], desk, acceptLanguage);
}

/** Everything that a refusal says, its first in front. */
export function errorsOf({ refused, details = {}, others = [] }: Refusal): [KoskiError, ...KoskiError[]] {
  return [{ key: refused, details }, ...others.flatMap(errorsOf)];
}

/** The places of a body that rules refuse, as the `errors` of a problem; nothing where a refusal is not about places. */
export function wrongPlacesOf(refusal: Refusal, language: keyof Localised): { errors?: FieldError[] } {
  const errors = errorsOf(refusal).flatMap((error) => {
    const place = error.details?.['place'];
    return typeof place === 'string' ? [{ path: place, code: error.key, message: messageOf(error, language) }] : [];
  });
  return errors.length === 0 ? {} : { errors };
}
