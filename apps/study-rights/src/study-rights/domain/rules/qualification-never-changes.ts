import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { Opiskeluoikeus } from '../opiskeluoikeus.js';

const preparatory: readonly string[] = ['valma', 'telma'];
const withSuoritustapa: readonly string[] = ['ammatillinentutkinto', 'ammatillinentutkintoosittainen'];

/**
 * A vocational study right keeps at least one of its qualification codes and one of its suoritustapa values. A
 * qualification sent in place of VALMA or TELMA, or the reverse, is such a change (R163): invalidate, then create anew.
 * Koski EPerusteetOpiskeluoikeusChangeValidator.
 */
export function qualificationNeverChanges(before: Opiskeluoikeus, after: Opiskeluoikeus): Refusal[] {
  if (before.tyyppi.koodiarvo !== 'ammatillinenkoulutus' || after.tyyppi.koodiarvo !== 'ammatillinenkoulutus')
    return [];
  return [codes, manners, kinds].every((valuesOf) => keepsOne(valuesOf(before), valuesOf(after)))
    ? []
    : [refuse('badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia')];
}

function keepsOne(before: readonly string[], after: readonly string[]): boolean {
  return before.length === 0 || before.some((value) => after.includes(value));
}

function codes(opiskeluoikeus: Opiskeluoikeus): string[] {
  return opiskeluoikeus.suoritukset.map((suoritus) => suoritus.koulutusmoduuli.tunniste.koodiarvo);
}

/** VALMA, TELMA or something else: a change between them is one regardless of the code. */
function kinds({ suoritukset }: Opiskeluoikeus): string[] {
  return suoritukset.map(({ tyyppi }) => (preparatory.includes(tyyppi.koodiarvo) ? tyyppi.koodiarvo : 'muu'));
}

function manners(opiskeluoikeus: Opiskeluoikeus): string[] {
  return opiskeluoikeus.suoritukset.flatMap((suoritus) => {
    if (suoritus.tyyppi.koodiarvo === 'nayttotutkintoonvalmistavakoulutus') return ['valmentava'];
    return withSuoritustapa.includes(suoritus.tyyppi.koodiarvo) && suoritus.suoritustapa !== undefined
      ? [suoritus.suoritustapa.koodiarvo]
      : [];
  });
}
