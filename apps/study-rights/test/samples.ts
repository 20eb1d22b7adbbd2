import type { Opiskeluoikeus, Opiskeluoikeusjakso, Suoritus } from '../src/study-rights/domain/opiskeluoikeus.js';
import type { StudyRight } from '../src/study-rights/domain/study-right.js';
import { ibm137CheckDigit, studyRightOidOf } from '../src/study-rights/domain/oids.js';

/** Oppilaitos of the demo provider. */
export const OPPILAITOS = '1.2.246.562.10.30000000003';
export const STUDY_RIGHT_OID = studyRightOidOf(1_234_567_891);

/** Learner oid (node 24) with its check digit. */
export function learnerOid(tenDigits: number): string {
  return `1.2.246.562.24.${tenDigits}${ibm137CheckDigit(String(tenDigits))}`;
}

export const LEARNER_OID = learnerOid(1_234_567_891);

/** A state period in Koski's shape; funded, as vocational `lasna` must be. */
export function period(alku: string, state: string, more: Record<string, unknown> = {}): Opiskeluoikeusjakso {
  return {
    alku,
    tila: { koodiarvo: state, koodistoUri: 'koskiopiskeluoikeudentila' },
    ...(['lasna', 'loma', 'valmistunut'].includes(state)
      ? { opintojenRahoitus: { koodiarvo: '1', koodistoUri: 'opintojenrahoitus' } }
      : {}),
    ...more,
  };
}

/** The `mitatoity` period that asks for invalidation in a transfer. */
export function invalidatingPeriod(alku: string, reason?: string): Opiskeluoikeusjakso {
  return period(alku, 'mitatoity', reason === undefined ? {} : { mitätöinninSyy: reason });
}

export function suoritus(code = '361902', type = 'ammatillinentutkinto', more: Record<string, unknown> = {}): Suoritus {
  return {
    tyyppi: { koodiarvo: type, koodistoUri: 'suorituksentyyppi' },
    koulutusmoduuli: { tunniste: { koodiarvo: code, koodistoUri: 'koulutus' } },
    ...(type === 'ammatillinentutkinto'
      ? { suoritustapa: { koodiarvo: 'reformi', koodistoUri: 'ammatillisentutkinnonsuoritustapa' } }
      : {}),
    ...more,
  };
}

/** A vocational study right as a student information system sends it. */
export function opiskeluoikeus(more: Partial<Opiskeluoikeus> = {}): Opiskeluoikeus {
  return {
    tyyppi: { koodiarvo: 'ammatillinenkoulutus', koodistoUri: 'opiskeluoikeudentyyppi' },
    oppilaitos: { oid: OPPILAITOS },
    tila: { opiskeluoikeusjaksot: [period('2026-08-10', 'lasna')] },
    suoritukset: [suoritus()],
    ...more,
  };
}

export function source(id: string): Pick<Opiskeluoikeus, 'lähdejärjestelmänId'> {
  return { lähdejärjestelmänId: { id, lähdejärjestelmä: { koodiarvo: 'primus', koodistoUri: 'lahdejarjestelma' } } };
}

export function periods(...list: Opiskeluoikeusjakso[]): Pick<Opiskeluoikeus, 'tila'> {
  return { tila: { opiskeluoikeusjaksot: list } };
}

/** The study right as it stands in the database. */
export function studyRight(more: Partial<StudyRight> = {}): StudyRight {
  return {
    oid: STUDY_RIGHT_OID,
    institutionOid: OPPILAITOS,
    koulutustoimijaOid: null,
    learnerOid: LEARNER_OID,
    version: 1,
    invalidation: null,
    data: opiskeluoikeus(),
    ...more,
  };
}

/** Minimum data of a HOKS (R156). */
export function hoks(studyRightOid = STUDY_RIGHT_OID, learner = LEARNER_OID) {
  return {
    'opiskeluoikeus-oid': studyRightOid,
    'oppija-oid': learner,
    'ensikertainen-hyvaksyminen': '2026-09-01',
    'osaamisen-hankkimisen-tarve': true,
  };
}
