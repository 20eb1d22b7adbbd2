import { koskiError, type KoskiError } from '../koski-error.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

const lastDayOfValma = '2023-05-31';

/** VALMA merged into TUVA: no state period of a VALMA study right begins after 31.5.2023. */
export function valmaHasNoStatesAfterMay2023(opiskeluoikeus: Opiskeluoikeus): KoskiError[] {
  const valma = opiskeluoikeus.suoritukset.some((suoritus) => suoritus.tyyppi.koodiarvo === 'valma');
  const late = opiskeluoikeus.tila.opiskeluoikeusjaksot.some((period) => period.alku > lastDayOfValma);
  return valma && late ? [koskiError('badRequest.validation.tila.valmaOpiskeluoikeudenTilaEiSallittu')] : [];
}
