import { ProblemError } from '#platform';
import { isRefused, type Refusal } from '../domain/refusal.js';
import { messageOf } from '../errors.js';

/** Refusals that eHOKS has another code and status for, by door; the words stand in the table of errors. */
export type EhoksWords = Readonly<Record<string, string>>;

/**
 * The result, if it is none of a refusal.
 * @param words codes that this door of eHOKS answers with in place of ours
 * @throws ProblemError in eHOKS's own English words
 */
export function orEhoksProblem<T extends object>(result: T | Refusal, words: EhoksWords = {}): Exclude<T, Refusal> {
  if (!isRefused(result)) return result as Exclude<T, Refusal>;
  const key = words[result.refused] ?? result.refused;
  const details = result.details ?? {};
  throw new ProblemError(key, { ...details, ehoksError: ehoksWords[key] ?? messageOf({ key, details }, 'en') });
}

/** Codes whose words at the doors of eHOKS are not those of the table. */
const ehoksWords: Readonly<Record<string, string>> = {
  'hoks/not-found': 'HOKS not found',
  'platform/forbidden': "No access is allowed. Check Opintopolku privileges and 'opiskeluoikeus'",
};
