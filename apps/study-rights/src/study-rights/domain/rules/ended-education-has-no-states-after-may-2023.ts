import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

const lastDay = '2023-05-31';

/** VALMA and additional basic education merged into TUVA: no state period of theirs begins after 31.5.2023 (Koski 21.12.2022). */
export function endedEducationHasNoStatesAfterMay2023(opiskeluoikeus: Opiskeluoikeus): Refusal[] {
  if (!opiskeluoikeus.tila.opiskeluoikeusjaksot.some((period) => period.alku > lastDay)) return [];
  const valma = opiskeluoikeus.suoritukset.some((suoritus) => suoritus.tyyppi.koodiarvo === 'valma');
  if (valma) return [refuse('badRequest.validation.tila.valmaOpiskeluoikeudenTilaEiSallittu')];
  return opiskeluoikeus.tyyppi.koodiarvo === 'perusopetuksenlisaopetus'
    ? [refuse('badRequest.validation.tila.perusopetuksenLisäopetuksenOpiskeluoikeudenTilaEiSallittu')]
    : [];
}
