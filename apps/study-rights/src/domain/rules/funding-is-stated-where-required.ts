import { koskiError, type KoskiError } from '../koski-error.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

const fundedStates: readonly string[] = ['lasna', 'valmistunut', 'loma'];
/** Types whose periods have a funding at all (Koski KoskiValidator, validateOpintojenrahoitus). */
const fundedTypes: readonly string[] = [
  'ammatillinenkoulutus',
  'tuva',
  'lukiokoulutus',
  'luva',
  'ibtutkinto',
  'diatutkinto',
  'aikuistenperusopetus',
  'muukuinsaanneltykoulutus',
];
/** Codes of opintojenrahoitus: 1 to 17. */
const fundingCode = /^([1-9]|1[0-7])$/;

/** lasna, valmistunut and loma state who pays (opintojenRahoitus), by a code from 1 to 17: feedback is decided on it. */
export function fundingIsStatedWhereRequired(opiskeluoikeus: Opiskeluoikeus): KoskiError[] {
  if (!fundedTypes.includes(opiskeluoikeus.tyyppi.koodiarvo)) return [];
  return opiskeluoikeus.tila.opiskeluoikeusjaksot.flatMap(({ tila, opintojenRahoitus }) => {
    const code = opintojenRahoitus?.koodiarvo;
    if (!fundedStates.includes(tila.koodiarvo) || (code !== undefined && fundingCode.test(code))) return [];
    return koskiError('badRequest.validation.tila.tilaltaPuuttuuRahoitusmuoto', {
      ...(code !== undefined && { tapaus: 'tuntematon' }),
      tila: tila.koodiarvo,
    });
  });
}
