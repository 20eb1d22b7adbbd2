import { koskiError, type KoskiError } from '../koski-error.js';
import { endDateOf, startDateOf, type Opiskeluoikeus } from '../opiskeluoikeus.js';
import { isEnded, type StudyRight } from '../study-right.js';

/**
 * The same learner has no other unfinished study right of the same type and diaarinumero in the same oppilaitos at the
 * same time. Koski DuplikaattiValidation.
 */
export function noOverlappingDuplicate(after: Opiskeluoikeus, others: readonly StudyRight[]): KoskiError[] {
  const duplicate = others.find(
    (other) =>
      !isEnded(other) &&
      other.institutionOid === after.oppilaitos?.oid &&
      other.data.tyyppi.koodiarvo === after.tyyppi.koodiarvo &&
      diaarinumerot(other.data).some((number) => diaarinumerot(after).includes(number)) &&
      overlap(other.data, after),
  );
  return duplicate === undefined ? [] : [koskiError('conflict.exists', { studyRightOid: duplicate.oid })];
}

function diaarinumerot(opiskeluoikeus: Opiskeluoikeus): string[] {
  return opiskeluoikeus.suoritukset.flatMap((suoritus) => suoritus.koulutusmoduuli.perusteenDiaarinumero ?? []);
}

function overlap(left: Opiskeluoikeus, right: Opiskeluoikeus): boolean {
  const starts = (one: Opiskeluoikeus) => startDateOf(one) ?? '0000-01-01';
  const ends = (one: Opiskeluoikeus) => endDateOf(one) ?? '9999-12-31';
  return starts(left) <= ends(right) && starts(right) <= ends(left);
}
