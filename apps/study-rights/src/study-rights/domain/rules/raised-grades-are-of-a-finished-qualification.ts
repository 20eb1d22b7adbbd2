import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import { startDateOf, stateOf, type Opiskeluoikeus, type Suoritus } from '../opiskeluoikeus.js';
import type { StudyRight } from '../study-right.js';

const FIRST_DAY = '2023-07-01';
const key = 'badRequest.validation.ammatillinen';

/** Oid of the study right whose grades a suoritus raises (korotettuOpiskeluoikeusOid); undefined: it raises none. */
export function raisedStudyRightOid({ tyyppi, korotettuOpiskeluoikeusOid: oid }: Suoritus): string | undefined {
  return tyyppi.koodiarvo === 'ammatillinentutkintoosittainen' && typeof oid === 'string' ? oid : undefined;
}

/**
 * Grades are raised of a finished qualification of the same learner, code and curriculum, in study rights that begin in July 2023
 * at the earliest. Koski AmmatillinenValidation (13.3.2023); another oppilaitos is allowed (14.11.2024).
 * @param linked live study rights that the payload names, in whosever reach
 */
export function raisedGradesAreOfAFinishedQualification(
  sent: Opiskeluoikeus,
  linked: readonly StudyRight[],
  learnerOids: readonly string[],
): Refusal[] {
  const [raising] = sent.suoritukset;
  const oid = raising === undefined ? undefined : raisedStudyRightOid(raising);
  if (raising === undefined || oid === undefined || sent.tyyppi.koodiarvo !== 'ammatillinenkoulutus') return [];
  const original = linked.find((one) => one.oid === oid && learnerOids.includes(one.learnerOid));
  const early =
    (startDateOf(sent) ?? '') < FIRST_DAY
      ? [refuse('badRequest.validation.date.alkamispäivä', { tapaus: 'korotus' })]
      : [];
  if (original === undefined) return [...early, refuse(`${key}.korotuksenOppija`)];
  return [
    ...early,
    ...(stateOf(original.data) === 'valmistunut' ? [] : [refuse(`${key}.alkuperäinenEiValmistunut`)]),
    ...(original.data.suoritukset.some((one) => isRaisedBy(one, raising))
      ? []
      : [refuse(`${key}.alkuperäinenSuoritusEiVastaava`)]),
  ];
}

/** Once a study right raises the grades of another, it goes on raising those. */
export function raisedStudyRightNeverChanges(before: Opiskeluoikeus, after: Opiskeluoikeus): Refusal[] {
  const raised = (one: Opiskeluoikeus) => one.suoritukset.flatMap((suoritus) => raisedStudyRightOid(suoritus) ?? []);
  const now = raised(after);
  return raised(before).every((oid) => now.includes(oid)) ? [] : [refuse(`${key}.korotuksenLinkitys`)];
}

function isRaisedBy(original: Suoritus, raising: Suoritus): boolean {
  const number = original.koulutusmoduuli.perusteenDiaarinumero;
  return (
    original.tyyppi.koodiarvo === 'ammatillinentutkinto' &&
    original.koulutusmoduuli.tunniste.koodiarvo === raising.koulutusmoduuli.tunniste.koodiarvo &&
    number !== undefined &&
    number === raising.koulutusmoduuli.perusteenDiaarinumero
  );
}
