import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { isGiven, type Opiskeluoikeus } from '../opiskeluoikeus.js';

/**
 * Of basic education at most one school year is under way: those that were and are not finished now, and those of the transfer.
 * Asked of transfers that have the oid. Koski DuplikaattiValidation (20.5.2024).
 */
export function oneSchoolYearIsUnderWay(before: Opiskeluoikeus, sent: Opiskeluoikeus): Refusal[] {
  if (sent.oid === undefined || sent.tyyppi.koodiarvo !== 'perusopetus') return [];
  const [finished, underWay] = [yearsOf(sent, true), yearsOf(sent, false)];
  const left = yearsOf(before, false).filter((year) => !finished.includes(year));
  const years = [...new Set([...left, ...underWay])];
  return years.length > 1
    ? [
        refuse('badRequest.validation.tila.useitaKeskeneräisiäVuosiluokanSuoritukia', {
          luokat: years.join(' ja '),
        }),
      ]
    : [];
}

function yearsOf({ suoritukset }: Opiskeluoikeus, finished: boolean): string[] {
  return suoritukset
    .filter(
      ({ tyyppi, vahvistus }) => tyyppi.koodiarvo === 'perusopetuksenvuosiluokka' && isGiven(vahvistus) === finished,
    )
    .map(({ koulutusmoduuli }) => koulutusmoduuli.tunniste.koodiarvo);
}
