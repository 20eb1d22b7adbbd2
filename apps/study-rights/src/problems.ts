import { type Localised, preferredLanguage, ProblemError } from '#platform';
import type { KoskiError } from './domain/koski-error.js';
import { isRefused, type Refusal } from './domain/refusal.js';
import { messageOf, statusOf } from './errors.js';
import { nextSteps, type SupportDesk } from './next-steps.js';

/**
 * The problem of a refusal for a reader: the values of the case, what to do next, and Koski's own error list.
 * Of several errors the one with the highest status speaks (koski HttpStatus.scala).
 */
export function problemOf(
  errors: readonly KoskiError[],
  desk: SupportDesk,
  acceptLanguage: string | undefined,
): ProblemError {
  const language: keyof Localised = preferredLanguage(acceptLanguage);
  const main = errors.reduce((worst, error) => (statusOf(error.key) > statusOf(worst.key) ? error : worst), {
    key: 'platform/internal',
    ...errors[0],
  });
  const steps = nextSteps(main, desk, language);
  return new ProblemError(main.key, {
    ...main.details,
    message: messageOf(main, language),
    ...(steps.length === 0 ? {} : { nextSteps: steps, supportAddress: desk.email }),
    koskiErrors: errors.map((error) => ({ key: error.key, message: messageOf(error) })),
  });
}

/** The result, if it is none of a refusal. @throws ProblemError in the reader's language */
export function orLocalisedProblem<T extends object>(
  result: T | Refusal,
  desk: SupportDesk,
  acceptLanguage: string | undefined,
): Exclude<T, Refusal> {
  if (!isRefused(result)) return result as Exclude<T, Refusal>;
  throw problemOf([{ key: result.refused, details: result.details ?? {} }], desk, acceptLanguage);
}
