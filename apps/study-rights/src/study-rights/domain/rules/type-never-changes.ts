import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

/** R168: a wrong type is not overwritten; it goes by invalidation (R163). Koski OpiskeluoikeusChangeValidator. */
export function typeNeverChanges(before: Opiskeluoikeus, after: Opiskeluoikeus): Refusal[] {
  const [vanhaTyyppi, uusiTyyppi] = [before.tyyppi.koodiarvo, after.tyyppi.koodiarvo];
  return vanhaTyyppi === uusiTyyppi
    ? []
    : [refuse('forbidden.kiellettyMuutos', { tapaus: 'tyyppi', vanhaTyyppi, uusiTyyppi })];
}
