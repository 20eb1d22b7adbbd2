import { koskiError, type KoskiError } from '../koski-error.js';
import { stateOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';

const resigned: readonly string[] = ['eronnut', 'katsotaaneronneeksi'];

/** `valmistunut` needs a confirmed main suoritus; `eronnut` and `katsotaaneronneeksi` bear none. */
export function finalStateAgreesWithConfirmation(opiskeluoikeus: Opiskeluoikeus): KoskiError[] {
  const confirmed = opiskeluoikeus.suoritukset.some(
    (suoritus) => suoritus.vahvistus !== undefined && suoritus.vahvistus !== null,
  );
  const state = stateOf(opiskeluoikeus);
  if (state === 'valmistunut' && !confirmed) return [koskiError('badRequest.validation.tila.vahvistusPuuttuu')];
  if (resigned.includes(state) && confirmed) {
    return [
      koskiError('badRequest.validation.tila.tilaEronnutTaiKatsotaanEronneeksiVaikkaVahvistettuPäätasonSuoritus'),
    ];
  }
  return [];
}
