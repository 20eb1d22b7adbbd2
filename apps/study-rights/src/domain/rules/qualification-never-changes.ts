import { koskiError, type KoskiError } from '../koski-error.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

const withSuoritustapa: readonly string[] = ['ammatillinentutkinto', 'ammatillinentutkintoosittainen'];

/**
 * A vocational study right keeps at least one of its qualification codes and one of its suoritustapa values. A
 * qualification sent in place of VALMA or TELMA, or the reverse, is such a change (R163): invalidate, then create anew.
 * Koski EPerusteetOpiskeluoikeusChangeValidator.
 */
export function qualificationNeverChanges(before: Opiskeluoikeus, after: Opiskeluoikeus): KoskiError[] {
  if (before.tyyppi.koodiarvo !== 'ammatillinenkoulutus' || after.tyyppi.koodiarvo !== 'ammatillinenkoulutus')
    return [];
  return keepsOne(codes(before), codes(after)) && keepsOne(manners(before), manners(after))
    ? []
    : [koskiError('badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia')];
}

function keepsOne(before: readonly string[], after: readonly string[]): boolean {
  return before.length === 0 || before.some((value) => after.includes(value));
}

function codes(opiskeluoikeus: Opiskeluoikeus): string[] {
  return opiskeluoikeus.suoritukset.map((suoritus) => suoritus.koulutusmoduuli.tunniste.koodiarvo);
}

function manners(opiskeluoikeus: Opiskeluoikeus): string[] {
  return opiskeluoikeus.suoritukset.flatMap((suoritus) => {
    if (suoritus.tyyppi.koodiarvo === 'nayttotutkintoonvalmistavakoulutus') return ['valmentava'];
    return withSuoritustapa.includes(suoritus.tyyppi.koodiarvo) && suoritus.suoritustapa !== undefined
      ? [suoritus.suoritustapa.koodiarvo]
      : [];
  });
}
