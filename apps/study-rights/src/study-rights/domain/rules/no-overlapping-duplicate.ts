import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import {
  endDateOf,
  fieldsOf,
  isGiven,
  sourceIdOf,
  startDateOf,
  type Opiskeluoikeus,
  type Suoritus,
} from '../opiskeluoikeus.js';
import { sameJson } from '../same-json.js';
import type { StudyRight } from '../study-right.js';

/** Curricula (perusteenDiaarinumero) that a learner may take several times at once. Koski's setting of 27.10.2025 and later. */
const repeatableCurricula: readonly string[] = ['OPH-1161-2018', 'OPH-2487-2018', 'OPH-2142-2025'];

const qualificationTypes: readonly string[] = ['ammatillinentutkinto', 'ammatillinentutkintoosittainen'];
/** Parts of several qualifications: no curriculum of its own. */
const partsOfSeveral = 'ammatillinentutkintoosittainenuseastatutkinnosta';
const preparing = 'nayttotutkintoonvalmistavakoulutus';
const smallUnits = 'tutkinnonosaapienemmistäkokonaisuuksistakoostuvasuoritus';
const basicEducation: readonly string[] = ['perusopetuksenoppimaara', 'perusopetuksenvuosiluokka'];
const coursesByContent: readonly string[] = ['vstjotpakoulutus', 'vstvapaatavoitteinenkoulutus'];

/** Whether what is sent repeats a stored study right of the same oppilaitos and type. */
type Repeats = (sent: Opiskeluoikeus, stored: Opiskeluoikeus) => boolean;

/**
 * The same learner has no other study right in the same oppilaitos that repeats this one. What repeats depends on the kind of
 * education; an ended study right counts for the days on which it was in force (Koski 16.5.2025), and one that is contained
 * in another stands beside one that is not (19.2.2026). Koski DuplikaattiValidation.
 */
export function noOverlappingDuplicate(after: Opiskeluoikeus, others: readonly StudyRight[]): Refusal[] {
  const duplicate = others.find(
    (other) =>
      other.institutionOid === after.oppilaitos?.oid &&
      other.data.tyyppi.koodiarvo === after.tyyppi.koodiarvo &&
      !isSameBySource(other.data, after) &&
      isContained(other.data) === isContained(after) &&
      ruleOf(after)(after, other.data),
  );
  return duplicate === undefined
    ? []
    : [refuse('conflict.exists', { tapaus: 'päällekkäinen', studyRightOid: duplicate.oid })];
}

function ruleOf(sent: Opiskeluoikeus): Repeats {
  switch (sent.tyyppi.koodiarvo) {
    case 'ammatillinenkoulutus':
      return ofVocational(sent);
    case 'perusopetus':
      return ofBasicEducation(sent);
    case 'lukiokoulutus':
      return allOf(sent, ['lukionoppimaara']) ? ofSameStudies : never;
    case 'vapaansivistystyonkoulutus':
      return coursesByContent.some((type) => allOf(sent, [type])) ? ofSameContent : ofSameStudies;
    case 'muukuinsaanneltykoulutus':
      return ofSameContent;
    case 'kielitutkinto':
      return ofLanguageTest;
    case 'taiteenperusopetus':
      return never;
    default:
      return ofSameStudies;
  }
}

function ofVocational(sent: Opiskeluoikeus): Repeats {
  if (allOf(sent, ['muuammatillinenkoulutus'])) return never;
  if (sent.suoritukset.some(isQualification) || someOf(sent, [preparing])) return ofSameCurriculum;
  return allOf(sent, [smallUnits]) ? never : ofSameStudies;
}

/** Whole years and the whole syllabus may not overlap; single subjects are repeated when the ones before have ended. */
function ofBasicEducation(sent: Opiskeluoikeus): Repeats {
  if (someOf(sent, basicEducation)) return (one, other) => someOf(other, basicEducation) && overlap(one, other);
  return (one, other) => sameFirst(one, other) && !someOf(other, basicEducation) && endDateOf(other) === null;
}

const never: Repeats = () => false;

const ofSameStudies: Repeats = (sent, stored) => sameFirst(sent, stored) && overlap(sent, stored);

const ofSameCurriculum: Repeats = (sent, stored) => {
  const numbers = curricula(sent);
  return (
    ofSameStudies(sent, stored) &&
    !numbers.some((number) => repeatableCurricula.includes(number)) &&
    curricula(stored).some((number) => numbers.includes(number))
  );
};

const ofSameContent: Repeats = (sent, stored) => {
  const content = contentOf(sent);
  return content !== undefined && content === contentOf(stored) && ofSameStudies(sent, stored);
};

/** Level, language and organiser of the test; a general test is one of its day, a civil servant's of its time. */
const ofLanguageTest: Repeats = (sent, stored) => {
  const [one, other] = [sent.suoritukset[0], stored.suoritukset[0]];
  const organiser = textIn(one?.['järjestäjä'], 'oid');
  const sameTest = sameFirst(sent, stored) && codeIn(one, 'kieli') === codeIn(other, 'kieli');
  if (!sameTest || organiser === undefined || organiser !== textIn(other?.['järjestäjä'], 'oid')) return false;
  return other?.tyyppi.koodiarvo === 'valtionhallinnonkielitutkinto'
    ? overlap(sent, stored)
    : startDateOf(sent) === startDateOf(stored);
};

/** One study right by its source id, under any oid. */
function isSameBySource(one: Opiskeluoikeus, other: Opiskeluoikeus): boolean {
  const source = sourceIdOf(one);
  return source !== null && sameJson(source, sourceIdOf(other));
}

function isContained({ sisältyyOpiskeluoikeuteen }: Opiskeluoikeus): boolean {
  return isGiven(sisältyyOpiskeluoikeuteen);
}

function allOf({ suoritukset }: Opiskeluoikeus, types: readonly string[]): boolean {
  return suoritukset.every(({ tyyppi }) => types.includes(tyyppi.koodiarvo));
}

function someOf({ suoritukset }: Opiskeluoikeus, types: readonly string[]): boolean {
  return suoritukset.some(({ tyyppi }) => types.includes(tyyppi.koodiarvo));
}

function sameFirst(one: Opiskeluoikeus, other: Opiskeluoikeus): boolean {
  const [left, right] = [one.suoritukset[0], other.suoritukset[0]];
  return (
    left?.tyyppi.koodiarvo === right?.tyyppi.koodiarvo &&
    left?.koulutusmoduuli.tunniste.koodiarvo === right?.koulutusmoduuli.tunniste.koodiarvo
  );
}

function curricula({ suoritukset }: Opiskeluoikeus): string[] {
  return suoritukset
    .filter(isQualification)
    .flatMap(({ koulutusmoduuli }) => koulutusmoduuli.perusteenDiaarinumero ?? []);
}

function isQualification({ tyyppi, koulutusmoduuli }: Suoritus): boolean {
  return qualificationTypes.includes(tyyppi.koodiarvo) && koulutusmoduuli.tunniste.koodiarvo !== partsOfSeveral;
}

function contentOf({ suoritukset }: Opiskeluoikeus): string | undefined {
  return suoritukset.map((suoritus) => codeIn(suoritus, 'opintokokonaisuus')).find((code) => code !== undefined);
}

function codeIn(suoritus: Suoritus | undefined, field: string): string | undefined {
  return textIn(suoritus?.koulutusmoduuli[field], 'koodiarvo');
}

function textIn(value: unknown, field: string): string | undefined {
  const fields = fieldsOf(value);
  return field in fields ? String(fields[field]) : undefined;
}

function overlap(left: Opiskeluoikeus, right: Opiskeluoikeus): boolean {
  const starts = (one: Opiskeluoikeus) => startDateOf(one) ?? '0000-01-01';
  const ends = (one: Opiskeluoikeus) => endDateOf(one) ?? '9999-12-31';
  return starts(left) <= ends(right) && starts(right) <= ends(left);
}
