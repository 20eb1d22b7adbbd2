import { describe, expect, it } from '@jest/globals';
import {
  hoks as hoksData,
  learnerOid,
  opiskeluoikeus,
  OPPILAITOS,
  period,
  periods,
  STUDY_RIGHT_OID,
  studyRight,
  suoritus,
} from '../../test/samples.js';
import { mayCreateHoks, mayDeleteHoks, type Hoks } from './hoks.js';
import type { Opiskeluoikeus } from './opiskeluoikeus.js';
import type { StudyRight } from './study-right.js';

const OTHER = '1.2.246.562.10.40000000004';
const command = { data: hoksData(), reach: OPPILAITOS, today: '2026-11-23' };
const stored: Hoks = {
  id: 17,
  studyRightOid: STUDY_RIGHT_OID,
  learnerOid: hoksData()['oppija-oid'],
  eid: '3f6c0c7e-2f0e-4b53-9a55-111111111111',
  manualEntry: false,
  data: hoksData(),
  deletedAt: null,
};
const of = (more: Partial<Opiskeluoikeus>): StudyRight => studyRight({ data: opiskeluoikeus(more) });

describe('creating a HOKS', () => {
  it('[R156] [R157] the minimum data of 2019 are enough', () => {
    expect(mayCreateHoks(command, studyRight(), null)).toEqual({ studyRight: studyRight() });
  });

  it.each([
    ['valma', '999901'],
    ['telma', '999903'],
  ])('[R171] a HOKS for %s is stored with the need to acquire competence', (type, code) => {
    const preparatory = of({ suoritukset: [suoritus(code, type)] });
    expect(mayCreateHoks(command, preparatory, null)).toEqual({ studyRight: preparatory });
  });

  it.each<[string, StudyRight | null]>([
    ['hoks/study-right-not-found', null],
    ['hoks/study-right-not-found', studyRight({ institutionOid: OTHER })],
    ['hoks/study-right-not-found', studyRight({ invalidation: { reason: 'WRONG_TYPE', on: '2026-11-01' } })],
    ['hoks/not-the-learners-study-right', studyRight({ learnerOid: learnerOid(2_000_000_002) })],
    ['hoks/study-right-type', of({ tyyppi: { koodiarvo: 'lukiokoulutus' } })],
    ['hoks/study-right-is-contained', of({ sisältyyOpiskeluoikeuteen: { oid: STUDY_RIGHT_OID } })],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'valmistunut')))],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'eronnut')))],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'katsotaaneronneeksi')))],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'peruutettu')))],
  ])('%s', (refused, candidate) => {
    expect(mayCreateHoks(command, candidate, null)).toMatchObject({ refused });
  });

  it.each([
    ['hoks/exists', null],
    ['hoks/archived-exists', new Date(0)],
  ])('%s: one HOKS per study right, soft-deleted ones counted', (refused, deletedAt) => {
    expect(mayCreateHoks(command, studyRight(), { ...stored, deletedAt })).toMatchObject({ refused });
  });

  it.each([
    ['2018-01-01', true],
    ['2018-01-02', false],
    ['2026-12-07', false],
    ['2026-12-08', true],
  ])('hoks/achievement-day: %s refused %s', (day, refused) => {
    const data = { ...hoksData(), 'osaamisen-saavuttamisen-pvm': day };
    expect('refused' in mayCreateHoks({ ...command, data }, studyRight(), null)).toBe(refused);
  });

  it('hoks/tuva-link-on-tuva-hoks', () => {
    const data = { ...hoksData(), 'tuva-opiskeluoikeus-oid': STUDY_RIGHT_OID };
    expect(mayCreateHoks({ ...command, data }, of({ tyyppi: { koodiarvo: 'tuva' } }), null)).toMatchObject({
      refused: 'hoks/tuva-link-on-tuva-hoks',
    });
    expect('refused' in mayCreateHoks({ ...command, data }, studyRight(), null)).toBe(false);
  });
});

describe('deleting a HOKS', () => {
  it('is allowed while the study right is active', () => {
    expect(mayDeleteHoks(stored, studyRight(), OPPILAITOS)).toEqual({ hoks: stored, studyRight: studyRight() });
  });

  it.each<[string, Hoks | null, StudyRight | null, string]>([
    ['hoks/not-found', null, null, OPPILAITOS],
    ['hoks/not-found', { ...stored, deletedAt: new Date(0) }, studyRight(), OPPILAITOS],
    ['hoks/not-found', stored, studyRight(), OTHER],
    ['hoks/not-found', stored, studyRight({ invalidation: { reason: 'WRONG_TYPE', on: '2026-11-01' } }), OPPILAITOS],
    ['hoks/delete-study-right-not-active', stored, of(periods(period('2026-08-10', 'eronnut'))), OPPILAITOS],
  ])('%s', (refused, hoks, candidate, institutionOid) => {
    expect(mayDeleteHoks(hoks, candidate, institutionOid)).toMatchObject({ refused });
  });
});
