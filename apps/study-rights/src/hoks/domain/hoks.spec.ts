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
} from '../../../test/samples.js';
import type { EntryMode, Hoks, HoksFields } from './hoks.js';
import { mayCreateHoks, type CreateHoksCommand } from './hoks-creation.js';
import { mayDeleteHoks, mayUndoDeletion } from './hoks-deletion.js';
import { changedFields, updateHoks, type UpdateHoksCommand } from './hoks-update.js';
import type { Opiskeluoikeus } from '../../study-rights/domain/opiskeluoikeus.js';
import type { Reach, StudyRight } from '../../study-rights/domain/study-right.js';

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
  version: 1,
  data: hoksData(),
  deletedAt: null,
};
const of = (more: Partial<Opiskeluoikeus>): StudyRight => studyRight({ data: opiskeluoikeus(more) });
const ended = of(periods(period('2026-08-10', 'eronnut')));

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
    [
      'hoks/study-right-is-contained',
      of({ sisältyyOpiskeluoikeuteen: { oppilaitos: { oid: OPPILAITOS }, oid: STUDY_RIGHT_OID } }),
    ],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'valmistunut')))],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'eronnut')))],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'katsotaaneronneeksi')))],
    ['hoks/study-right-not-active', of(periods(period('2026-08-10', 'peruutettu')))],
  ])('%s', (refused, candidate) => {
    expect(mayCreateHoks(command, candidate, null)).toMatchObject({ refused });
  });

  it('several at once: the study right, its type, the data, the learner, contained, ended, taken, in this order', () => {
    const wrong = { ...hoksData(), 'oppija-oid': learnerOid(2_000_000_002) };
    const broken = { ...wrong, 'urasuunnitelma-koodi-uri': 'x' };
    const contained = { sisältyyOpiskeluoikeuteen: { oppilaitos: { oid: OPPILAITOS }, oid: STUDY_RIGHT_OID } };
    const over = periods(period('2026-08-10', 'eronnut'));
    const taken = { ...stored, deletedAt: new Date(0) };
    const lukio = { tyyppi: { koodiarvo: 'lukiokoulutus' } };
    const refused = [
      mayCreateHoks({ ...command, data: broken }, invalidated, taken),
      mayCreateHoks({ ...command, data: broken }, of({ ...lukio, ...contained, ...over }), taken),
      mayCreateHoks({ ...command, data: broken }, of({ ...contained, ...over }), taken),
      mayCreateHoks({ ...command, data: wrong }, of({ ...contained, ...over }), taken),
      mayCreateHoks(command, of({ ...contained, ...over }), taken),
      mayCreateHoks(command, of(over), taken),
      mayCreateHoks(command, studyRight(), taken),
    ];
    expect(refused.map((one) => 'refused' in one && one.refused)).toEqual([
      'hoks/study-right-not-found',
      'hoks/study-right-type',
      'hoks/career-plan',
      'hoks/not-the-learners-study-right',
      'hoks/study-right-is-contained',
      'hoks/study-right-not-active',
      'hoks/archived-exists',
    ]);
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
    ['hoks/not-found', stored, null, {}, { reach: OTHER }],
    ['hoks/study-right-not-found', stored, null, {}, {}],
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

  it('several at once: found, the study right, the data, ended, the other oids, in this order', () => {
    const wrong = { 'opiskeluoikeus-oid': '1.2.246.562.15.1', 'oppija-oid': master };
    const broken = { ...wrong, 'urasuunnitelma-koodi-uri': 'x' };
    const refused = [
      updateHoks(change(broken, { reach: OTHER }), stored, invalidated),
      updateHoks(change(broken), stored, { ...ended, invalidation: invalidated.invalidation }),
      updateHoks(change(broken), stored, ended),
      updateHoks(change(wrong), stored, ended),
      updateHoks(change(wrong), stored, studyRight()),
    ];
    expect(refused.map((one) => 'refused' in one && one.refused)).toEqual([
      'hoks/not-found',
      'hoks/study-right-invalidated',
      'hoks/career-plan',
      'hoks/study-right-not-active',
      'hoks/study-right-changed',
    ]);
  });

  it('a field whose keys come in another order has not changed', () => {
    const before = { ...hoksData(), 'oppimisen-tuki': [{ 'oppimisen-tuen-tyyppi-koodi-uri': 'x', alku: 'y' }] };
    const after = { ...hoksData(), 'oppimisen-tuki': [{ alku: 'y', 'oppimisen-tuen-tyyppi-koodi-uri': 'x' }] };
    expect(changedFields(before, after)).toEqual([]);
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
  const provider: { reach: Reach; mayDelete: boolean } = { reach: OPPILAITOS, mayDelete: true };
  const gone: Hoks = { ...stored, deletedAt: new Date(0) };

  it.each<[string, StudyRight | null]>([
    ['is active', studyRight()],
    ['has been invalidated', invalidated],
    ['has ended and has then been invalidated', { ...ended, invalidation: invalidated.invalidation }],
    ['is unknown', null],
  ])('is allowed when the study right %s', (_, candidate) => {
    expect(mayDeleteHoks(stored, candidate, provider)).toEqual({ hoks: stored });
  });

  it.each<[string, StudyRight | null]>([
    ['is active', studyRight()],
    ['has ended meanwhile', ended],
    ['has been invalidated meanwhile', invalidated],
    ['is unknown', null],
  ])('once more finds it deleted, at the time it was, when the study right %s', (_, candidate) => {
    expect(mayDeleteHoks(gone, candidate, provider)).toEqual({ hoks: gone });
  });

  it.each<[string, Hoks | null, StudyRight | null, typeof provider]>([
    ['hoks/not-found', null, null, provider],
    ['hoks/delete-not-privileged', gone, studyRight(), { ...provider, reach: OTHER }],
    ['hoks/delete-not-privileged', gone, null, { ...provider, mayDelete: false }],
    ['hoks/delete-not-privileged', stored, studyRight(), { ...provider, reach: OTHER }],
    ['hoks/delete-not-privileged', stored, studyRight(), { ...provider, mayDelete: false }],
    ['hoks/delete-not-privileged', stored, null, { ...provider, reach: OTHER }],
    ['hoks/delete-not-privileged', stored, invalidated, { ...provider, mayDelete: false }],
    // In this order: the privileges are checked before the state of the study right.
    ['hoks/delete-not-privileged', stored, ended, { ...provider, reach: OTHER }],
    ['hoks/delete-study-right-not-active', stored, ended, provider],
    ['hoks/delete-study-right-not-active', stored, ended, { ...provider, reach: null }],
  ])('%s', (refused, hoks, candidate, caller) => {
    expect(mayDeleteHoks(hoks, candidate, caller)).toMatchObject({ refused });
  });

  it('[R160] is taken back while the study right is there, ended or not, but not after invalidation', () => {
    const deleted = { ...stored, deletedAt: new Date(0) };
    expect(mayUndoDeletion(deleted, ended)).toEqual({ hoks: deleted, studyRight: ended });
    expect(mayUndoDeletion(deleted, invalidated)).toMatchObject({ refused: 'hoks/study-right-invalidated' });
    expect(mayUndoDeletion(deleted, null)).toMatchObject({ refused: 'hoks/study-right-not-found' });
    expect(mayUndoDeletion(null, null)).toMatchObject({ refused: 'hoks/not-found' });
  });
});
