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
import type { EntryMode, Hoks, HoksFields } from './hoks.js';
import { mayCreateHoks, type CreateHoksCommand } from './hoks-creation.js';
import { mayDeleteHoks, mayUndoDeletion } from './hoks-deletion.js';
import { changedFields, updateHoks, type UpdateHoksCommand } from './hoks-update.js';
import type { Opiskeluoikeus } from './opiskeluoikeus.js';
import type { StudyRight } from './study-right.js';

const OTHER = '1.2.246.562.10.40000000004';
const LEARNER = hoksData()['oppija-oid'];
const command: CreateHoksCommand = {
  data: hoksData(),
  learnerOids: [LEARNER],
  mode: 'INTEGRATION',
  reach: OPPILAITOS,
  today: '2026-11-23',
};
const invalidated = studyRight({ invalidation: { reason: 'WRONG_TYPE', on: '2026-11-01' } });
const stored: Hoks = {
  id: 17,
  studyRightOid: STUDY_RIGHT_OID,
  learnerOid: LEARNER,
  institutionOid: OPPILAITOS,
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
    ['hoks/study-right-not-found', invalidated],
    ['hoks/study-right-type', of({ tyyppi: { koodiarvo: 'lukiokoulutus' } })],
    ['hoks/study-right-is-contained', of({ sisältyyOpiskeluoikeuteen: { oid: STUDY_RIGHT_OID } })],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'valmistunut')))],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'eronnut')))],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'katsotaaneronneeksi')))],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'peruutettu')))],
  ])('%s', (refused, candidate) => {
    expect(mayCreateHoks(command, candidate, null)).toMatchObject({ refused });
  });

  it("hoks/not-the-learners-study-right: another person's; any oid of the same person will do", () => {
    const other = learnerOid(2_000_000_002);
    expect(mayCreateHoks({ ...command, learnerOids: [other] }, studyRight(), null)).toMatchObject({
      refused: 'hoks/not-the-learners-study-right',
    });
    const slave = studyRight({ learnerOid: other });
    expect(mayCreateHoks({ ...command, learnerOids: [LEARNER, other] }, slave, null)).toEqual({ studyRight: slave });
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

describe('changing a HOKS', () => {
  const change = (fields: HoksFields, more: Partial<UpdateHoksCommand> = {}): UpdateHoksCommand => ({
    kind: 'PATCH',
    fields,
    masterOid: LEARNER,
    mode: 'INTEGRATION',
    reach: OPPILAITOS,
    today: '2026-11-23',
    ...more,
  });
  const ended = of(periods(period('2026-08-10', 'eronnut')));
  const master = learnerOid(3_000_000_003);
  const full: Hoks = { ...stored, data: { ...hoksData(), sahkoposti: 'a@b.example', 'oppimisen-tuki': [] } };
  const dataOf = (result: ReturnType<typeof updateHoks>): unknown => ('hoks' in result ? result.hoks.data : result);

  it('PATCH changes the fields given; PUT takes away what is not given, but never the two oids', () => {
    const later = { 'osaamisen-saavuttamisen-pvm': '2026-11-01' };
    expect(dataOf(updateHoks(change(later), full, studyRight()))).toEqual({ ...full.data, ...later });
    const { 'opiskeluoikeus-oid': _, 'oppija-oid': __, ...anew } = hoksData();
    const replaced = updateHoks(change({ ...anew, id: 17 }, { kind: 'REPLACE' }), full, studyRight());
    expect(dataOf(replaced)).toEqual(hoksData());
    expect(changedFields(full.data, hoksData())).toEqual(['oppimisen-tuki', 'sahkoposti']);
  });

  it.each<[string, Hoks | null, StudyRight | null, HoksFields, Partial<UpdateHoksCommand>]>([
    ['hoks/not-found', null, null, {}, {}],
    ['hoks/not-found', { ...stored, deletedAt: new Date(0) }, studyRight(), {}, {}],
    ['hoks/not-found', stored, studyRight(), {}, { reach: OTHER }],
    ['[R162] hoks/study-right-invalidated', stored, invalidated, {}, {}],
    ['hoks/study-right-not-active', stored, ended, {}, {}],
    ['hoks/id-differs', stored, studyRight(), { id: 18 }, {}],
    ['hoks/study-right-changed', stored, studyRight(), { 'opiskeluoikeus-oid': '1.2.246.562.15.1' }, {}],
    ['hoks/learner-changed', stored, studyRight(), { 'oppija-oid': master }, {}],
    ['hoks/career-plan', stored, studyRight(), { 'urasuunnitelma-koodi-uri': 'x' }, {}],
    ['[R159] hoks/not-entered-by-hand', stored, studyRight(), {}, { mode: 'BY_HAND' }],
  ])('%s', (name, hoks, candidate, fields, more) => {
    const refused = name.replace(/^\[\w+\] /, '');
    expect(updateHoks(change(fields, more), hoks, candidate)).toMatchObject({ refused });
  });

  it('the learner changes only to the latest master oid', () => {
    const result = updateHoks(change({ 'oppija-oid': master }, { masterOid: master }), stored, studyRight());
    expect(result).toMatchObject({ hoks: { learnerOid: master, data: { 'oppija-oid': master } } });
  });

  it('[R158] what was entered by hand is edited by hand, and by integration too', () => {
    const byHand = { ...stored, manualEntry: true };
    for (const mode of ['BY_HAND', 'INTEGRATION'] satisfies EntryMode[]) {
      expect(updateHoks(change({}, { mode }), byHand, studyRight())).toMatchObject({ hoks: { manualEntry: true } });
    }
  });
});

describe('deleting a HOKS', () => {
  const provider = { reach: OPPILAITOS, mayDelete: true };

  it('is allowed while the study right is active, and when it has been invalidated', () => {
    for (const candidate of [studyRight(), invalidated]) {
      expect(mayDeleteHoks(stored, candidate, provider)).toEqual({ hoks: stored, studyRight: candidate });
    }
  });

  it.each<[string, Hoks | null, StudyRight | null, typeof provider]>([
    ['hoks/not-found', null, null, provider],
    ['hoks/not-found', { ...stored, deletedAt: new Date(0) }, studyRight(), provider],
    ['hoks/delete-not-privileged', stored, studyRight(), { ...provider, reach: OTHER }],
    ['hoks/delete-not-privileged', stored, studyRight(), { ...provider, mayDelete: false }],
    ['hoks/delete-study-right-not-active', stored, of(periods(period('2026-08-10', 'eronnut'))), provider],
  ])('%s', (refused, hoks, candidate, caller) => {
    expect(mayDeleteHoks(hoks, candidate, caller)).toMatchObject({ refused });
  });

  it('[R160] is taken back while the study right is there, ended or not, but not after invalidation', () => {
    const deleted = { ...stored, deletedAt: new Date(0) };
    const ended = of(periods(period('2026-08-10', 'eronnut')));
    expect(mayUndoDeletion(deleted, ended)).toEqual({ hoks: deleted, studyRight: ended });
    expect(mayUndoDeletion(deleted, invalidated)).toMatchObject({ refused: 'hoks/study-right-invalidated' });
    expect(mayUndoDeletion(null, null)).toMatchObject({ refused: 'hoks/not-found' });
  });
});
