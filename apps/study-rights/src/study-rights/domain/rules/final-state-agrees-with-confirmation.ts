import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { endDateOf, isGiven, stateOf, type Opiskeluoikeus, type Suoritus } from '../opiskeluoikeus.js';

const resigned: readonly string[] = ['eronnut', 'katsotaaneronneeksi', 'keskeytynyt'];
const preparing: readonly string[] = ['nayttotutkintoonvalmistavakoulutus'];

/** Types whose resigned study rights have no confirmation, and which main suoritukset count. */
const confirmationsThatForbidResigning: Readonly<Record<string, (type: string) => boolean>> = {
  ammatillinenkoulutus: (type) => !preparing.includes(type),
  esiopetus: () => true,
  perusopetuksenlisaopetus: () => true,
  perusopetus: (type) => type === 'perusopetuksenoppimaara',
  lukiokoulutus: (type) => type === 'lukionoppimaara',
  aikuistenperusopetus: (type) => type === 'aikuistenperusopetuksenoppimaara',
};

/** Types in which confirmed single subjects are enough to finish. */
const finishedBySubjects: readonly string[] = ['perusopetus', 'lukiokoulutus', 'aikuistenperusopetus'];

/**
 * `valmistunut` needs its main suoritukset confirmed, a resigned study right has no confirmation of what its type is about, and
 * nothing is confirmed after the end, but old-style competence tests and VALMA. Koski validatePäätasonSuoritustenStatus,
 * TilanAsettaminenKunVahvistettuSuoritusValidation, validateVahvistusAndPäättymispäiväDateOrder.
 */
export function finalStateAgreesWithConfirmation(opiskeluoikeus: Opiskeluoikeus): Refusal[] {
  const { suoritukset, tila, tyyppi } = opiskeluoikeus;
  const forbids = confirmationsThatForbidResigning[tyyppi.koodiarvo];
  const hasResigned = tila.opiskeluoikeusjaksot.some((period) => resigned.includes(period.tila.koodiarvo));
  return [
    ...(stateOf(opiskeluoikeus) === 'valmistunut' && !isFinished(opiskeluoikeus)
      ? [refuse('badRequest.validation.tila.vahvistusPuuttuu')]
      : []),
    ...(hasResigned && suoritukset.some((one) => isGiven(one.vahvistus) && forbids?.(one.tyyppi.koodiarvo))
      ? [refuse('badRequest.validation.tila.tilaEronnutTaiKatsotaanEronneeksiVaikkaVahvistettuPäätasonSuoritus')]
      : []),
    ...confirmedAfterTheEnd(opiskeluoikeus),
  ];
}

function isFinished({ suoritukset, tyyppi }: Opiskeluoikeus): boolean {
  const confirmed = suoritukset.filter(({ vahvistus }) => isGiven(vahvistus));
  return finishedBySubjects.includes(tyyppi.koodiarvo) ? confirmed.length > 0 : confirmed.length === suoritukset.length;
}

function confirmedAfterTheEnd(opiskeluoikeus: Opiskeluoikeus): Refusal[] {
  const päättymispäivä = endDateOf(opiskeluoikeus);
  if (päättymispäivä === null) return [];
  return opiskeluoikeus.suoritukset.flatMap((suoritus) => {
    const vahvistuspäivä = suoritus.vahvistus?.päivä;
    if (vahvistuspäivä === undefined || vahvistuspäivä <= päättymispäivä || mayBeConfirmedLater(suoritus)) return [];
    return refuse('badRequest.validation.date.päättymispäiväEnnenVahvistusta', { vahvistuspäivä, päättymispäivä });
  });
}

function mayBeConfirmedLater({ tyyppi, suoritustapa }: Suoritus): boolean {
  return tyyppi.koodiarvo === 'valma' || suoritustapa?.koodiarvo === 'naytto';
}
