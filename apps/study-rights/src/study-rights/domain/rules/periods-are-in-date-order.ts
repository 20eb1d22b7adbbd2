import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

/** Periods begin on strictly ascending days; only a `mitatoity` may share the day of the one before. Koski DateValidation. */
export function periodsAreInDateOrder(opiskeluoikeus: Opiskeluoikeus): Refusal[] {
  const periods = opiskeluoikeus.tila.opiskeluoikeusjaksot;
  return periods.slice(1).flatMap((later, index) => {
    const earlier = periods[index];
    if (earlier === undefined || earlier.alku < later.alku) return [];
    if (earlier.alku === later.alku && later.tila.koodiarvo === 'mitatoity') return [];
    return [
      refuse('badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät', {
        ...(earlier.alku === later.alku ? { tapaus: 'sama päivä' } : {}),
        edellinen: earlier.alku,
        seuraava: later.alku,
      }),
    ];
  });
}
