import { koskiError, type KoskiError } from '../koski-error.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

const fundedStates: readonly string[] = ['lasna', 'valmistunut', 'loma'];
const fundedTypes: readonly string[] = ['ammatillinenkoulutus', 'tuva'];

/** lasna, valmistunut and loma state who pays (opintojenRahoitus). The code itself is for the code service to know. */
export function fundingIsStatedWhereRequired(opiskeluoikeus: Opiskeluoikeus): KoskiError[] {
  if (!fundedTypes.includes(opiskeluoikeus.tyyppi.koodiarvo)) return [];
  return opiskeluoikeus.tila.opiskeluoikeusjaksot
    .filter((period) => fundedStates.includes(period.tila.koodiarvo) && period.opintojenRahoitus === undefined)
    .map((period) =>
      koskiError('badRequest.validation.tila.tilaltaPuuttuuRahoitusmuoto', { tila: period.tila.koodiarvo }),
    );
}
