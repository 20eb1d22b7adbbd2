import { describe, expect, it } from '@jest/globals';
import { violationsOf } from '#contracts';
import type { NewEvent } from '#messaging';
import {
  hoks,
  opiskeluoikeus,
  period,
  periods,
  source,
  STUDY_RIGHT_OID,
  studyRight,
  suoritus,
} from '../test/samples.js';
import type { HoksData } from './hoks/domain/hoks.js';
import type { HigherEducationStudyRight } from './virta/domain/higher-education.js';
import { higherEducationStored } from './virta/published-events.js';
import { hoksDeleted, hoksStored } from './hoks/published-events.js';
import { invalidationRefused, studyRightInvalidated, studyRightStored } from './study-rights/published-events.js';

const higher: HigherEducationStudyRight = {
  id: '5f0c1c9a-0000-4000-8000-0000000000a1',
  institutionOid: '1.2.246.562.10.10000000001',
  studentId: '5f0c1c9a-0000-4000-8000-000000000001',
  version: 2,
  programmeCode: 'TKT-KAND',
  virtaType: 4,
  startDate: '2024-08-01',
  endDate: null,
  states: [{ state: 1, startDate: '2024-08-01' }],
};
const long = studyRight({
  data: opiskeluoikeus({ suoritukset: [suoritus('x'.repeat(100), 'muuammatillinenkoulutus')] }),
});
const SUPPORT_CASE = '5f0c1c9a-0000-4000-8000-0000000000c1';
const refusal = { hoksId: 17, reason: null, channel: 'TRANSFER', key: 'conflict.hoksExists' } as const;

describe('outgoing events', () => {
  it.each<[string, NewEvent, string]>([
    ['vocational', studyRightStored(studyRight()), STUDY_RIGHT_OID],
    [
      'with a source id',
      studyRightStored(studyRight({ data: opiskeluoikeus(source('x'.repeat(200))) })),
      STUDY_RIGHT_OID,
    ],
    ['with a local code of 100 characters', studyRightStored(long), STUDY_RIGHT_OID],
    ['higher education', higherEducationStored(higher, '2026-11-23'), higher.id],
    [
      'invalidated',
      studyRightInvalidated(studyRight({ version: 2 }), { reason: 'WRONG_TYPE', on: '2026-11-23' }, 'REQUEST'),
      STUDY_RIGHT_OID,
    ],
    ['refused', invalidationRefused(studyRight(), { ...refusal, nextSteps: ['Poista HOKS.'] }), STUDY_RIGHT_OID],
    ['HOKS stored', hoksStored(studyRight(), 17, hoks()), STUDY_RIGHT_OID],
    [
      'HOKS of the past stored, without the need to acquire competence',
      hoksStored(studyRight(), 17, { ...hoks(), 'osaamisen-hankkimisen-tarve': undefined } as unknown as HoksData),
      STUDY_RIGHT_OID,
    ],
    ['HOKS deleted', hoksDeleted(studyRight(), 17), STUDY_RIGHT_OID],
    ['HOKS deleted by the support desk', hoksDeleted(studyRight(), 17, SUPPORT_CASE), STUDY_RIGHT_OID],
    [
      'invalidated by the support desk',
      studyRightInvalidated(studyRight(), { reason: 'WRONG_TYPE', on: '2026-11-23' }, 'REQUEST', SUPPORT_CASE),
      STUDY_RIGHT_OID,
    ],
  ])('%s: fits its schema and has the study right for its key', (_, event, key) => {
    expect(violationsOf(event.name, event.body, 'producer')).toEqual([]);
    expect([event.key, event.body.institutionOid]).toEqual([key, event.institutionOid]);
  });

  it('a study right in a final state is not live and has an end date', () => {
    const ended = studyRight({
      data: opiskeluoikeus(periods(period('2026-08-10', 'lasna'), period('2026-09-01', 'eronnut'))),
    });
    expect(studyRightStored(ended).body).toMatchObject({
      live: false,
      state: 'eronnut',
      startDate: '2026-08-10',
      endDate: '2026-09-01',
    });
  });

  it.each([
    ['ammatillinenkoulutus', 'VOCATIONAL'],
    ['tuva', 'VOCATIONAL'],
    ['lukiokoulutus', 'OTHER'],
  ])('a study right of the type %s is of the kind %s', (type, kind) => {
    const data = opiskeluoikeus({ tyyppi: { koodiarvo: type } });
    expect(studyRightStored(studyRight({ data })).body).toMatchObject({ kind, type });
  });
});
