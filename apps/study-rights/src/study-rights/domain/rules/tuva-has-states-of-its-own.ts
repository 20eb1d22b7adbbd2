import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

/**
 * A TUVA study right ends as `katsotaaneronneeksi`, not as `eronnut` (Koski 25.10.2022), and has `loma` only under a vocational
 * licence. Koski TutkintokoulutukseenValmentavaKoulutusValidation.
 */
export function tuvaHasStatesOfItsOwn({ tyyppi, tila, järjestämislupa }: Opiskeluoikeus): Refusal[] {
  if (tyyppi.koodiarvo !== 'tuva') return [];
  const states = tila.opiskeluoikeusjaksot.map((period) => period.tila.koodiarvo);
  const key = 'badRequest.validation.tila.tuvaSuorituksenOpiskeluoikeidenTilaVääräKoodiarvo';
  return [
    ...(states.includes('eronnut') ? [refuse(key, { tapaus: 'eronnut' })] : []),
    ...(states.includes('loma') && järjestämislupa?.koodiarvo !== 'ammatillinen' ? [refuse(key)] : []),
  ];
}
