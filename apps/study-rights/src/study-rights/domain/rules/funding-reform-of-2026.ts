import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { additionsOf, fieldsOf, isVocational, startDateOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/** Last day on which the state and the additions that the funding reform ended are in use. */
export const LAST_DAY_OF_OLD_FUNDING = '2025-12-31';

const endedPeriods: Readonly<Record<string, { onTuva: boolean; nimi: string }>> = {
  opiskeluvalmiuksiaTukevatOpinnot: { onTuva: false, nimi: 'Opiskeluvalmiuksia tukevien opintojen' },
  erityinenTuki: { onTuva: true, nimi: 'Erityisen tuen' },
  vaikeastiVammainen: { onTuva: true, nimi: 'Vaikeasti vammaisille järjestetyn opetuksen' },
  vammainenJaAvustaja: { onTuva: true, nimi: 'Vammaisen ja avustajan' },
};

/**
 * What the funding reform ended is not used in a study right that begins after 31.12.2025, and no period of it begins after that
 * day; a period that began before may go on. Staff training likewise. Koski AmmatillinenValidation (20.10.2025).
 */
export function fundingReformOf2026(opiskeluoikeus: Opiskeluoikeus, today: string): Refusal[] {
  if (today <= LAST_DAY_OF_OLD_FUNDING || !isVocational(opiskeluoikeus)) return [];
  const additions = additionsOf(opiskeluoikeus);
  const isNew = (startDateOf(opiskeluoikeus) ?? '') > LAST_DAY_OF_OLD_FUNDING;
  const isTuva = opiskeluoikeus.tyyppi.koodiarvo === 'tuva';
  const errors = Object.entries(endedPeriods).flatMap(([field, { onTuva, nimi }]) => {
    const periods = additions[field];
    if ((isTuva && !onTuva) || !Array.isArray(periods) || periods.length === 0) return [];
    const late = periods.some((one) => String(fieldsOf(one)['alku'] ?? '') > LAST_DAY_OF_OLD_FUNDING);
    if (!isNew && !late) return [];
    const tapaus = isNew ? 'opiskeluoikeus' : 'jakso';
    return refuse('badRequest.validation.ammatillinen.lisätietoRajapäivänJälkeen', { tapaus, nimi });
  });
  const staffTraining = !isTuva && isNew && additions['henkilöstökoulutus'] === true;
  return staffTraining
    ? [...errors, refuse('badRequest.validation.ammatillinen.henkilöstökoulutusRajapäivänJälkeen')]
    : errors;
}
