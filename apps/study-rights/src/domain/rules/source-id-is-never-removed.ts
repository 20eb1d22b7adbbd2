import { koskiError, type KoskiError } from '../koski-error.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

/** lähdejärjestelmänId may be replaced, never taken away. Koski OpiskeluoikeusChangeValidator. */
export function sourceIdIsNeverRemoved(before: Opiskeluoikeus, after: Opiskeluoikeus): KoskiError[] {
  return before.lähdejärjestelmänId !== undefined && after.lähdejärjestelmänId === undefined
    ? [koskiError('forbidden.kiellettyMuutos', { tapaus: 'lähdejärjestelmänId' })]
    : [];
}
