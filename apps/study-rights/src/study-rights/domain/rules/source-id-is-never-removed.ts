import { koskiError, type KoskiError } from '../../../problems/koski-error.js';
import { sourceIdOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/** lähdejärjestelmänId may be replaced, never taken away, not even its id alone. Koski OpiskeluoikeusChangeValidator. */
export function sourceIdIsNeverRemoved(before: Opiskeluoikeus, after: Opiskeluoikeus): KoskiError[] {
  const removed = before.lähdejärjestelmänId !== undefined && after.lähdejärjestelmänId === undefined;
  return removed || (sourceIdOf(before) !== null && sourceIdOf(after) === null)
    ? [koskiError('forbidden.kiellettyMuutos', { tapaus: 'lähdejärjestelmänId' })]
    : [];
}
