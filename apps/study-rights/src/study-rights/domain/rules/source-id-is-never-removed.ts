import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { sourceIdOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/** lähdejärjestelmänId may be replaced, never taken away, not even its id alone. Koski OpiskeluoikeusChangeValidator. */
export function sourceIdIsNeverRemoved(before: Opiskeluoikeus, after: Opiskeluoikeus): Refusal[] {
  const removed = before.lähdejärjestelmänId !== undefined && after.lähdejärjestelmänId === undefined;
  return removed || (sourceIdOf(before) !== null && sourceIdOf(after) === null)
    ? [refuse('forbidden.kiellettyMuutos', { tapaus: 'lähdejärjestelmänId' })]
    : [];
}
