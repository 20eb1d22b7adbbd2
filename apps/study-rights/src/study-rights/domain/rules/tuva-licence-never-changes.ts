import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

/** järjestämislupa of a TUVA study right stays. Koski has no key of its own for it: the category's. */
export function tuvaLicenceNeverChanges(before: Opiskeluoikeus, after: Opiskeluoikeus): Refusal[] {
  const tuva = before.tyyppi.koodiarvo === 'tuva' && after.tyyppi.koodiarvo === 'tuva';
  return tuva && before.järjestämislupa?.koodiarvo !== after.järjestämislupa?.koodiarvo ? [refuse('badRequest')] : [];
}
