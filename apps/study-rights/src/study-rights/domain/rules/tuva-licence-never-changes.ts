import { koskiError, type KoskiError } from '../../../problems/koski-error.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

/** järjestämislupa of a TUVA study right stays. Koski has no key of its own for it: the category's. */
export function tuvaLicenceNeverChanges(before: Opiskeluoikeus, after: Opiskeluoikeus): KoskiError[] {
  const tuva = before.tyyppi.koodiarvo === 'tuva' && after.tyyppi.koodiarvo === 'tuva';
  return tuva && before.järjestämislupa?.koodiarvo !== after.järjestämislupa?.koodiarvo
    ? [koskiError('badRequest')]
    : [];
}
