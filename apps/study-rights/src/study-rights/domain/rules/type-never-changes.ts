import { koskiError, type KoskiError } from '../../../problems/koski-error.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

/** R168: a wrong type is not overwritten; it goes by invalidation (R163). Koski OpiskeluoikeusChangeValidator. */
export function typeNeverChanges(before: Opiskeluoikeus, after: Opiskeluoikeus): KoskiError[] {
  const [vanhaTyyppi, uusiTyyppi] = [before.tyyppi.koodiarvo, after.tyyppi.koodiarvo];
  return vanhaTyyppi === uusiTyyppi
    ? []
    : [koskiError('forbidden.kiellettyMuutos', { tapaus: 'tyyppi', vanhaTyyppi, uusiTyyppi })];
}
