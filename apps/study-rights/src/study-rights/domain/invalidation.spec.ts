import { describe, expect, it } from '@jest/globals';
import { opiskeluoikeus, period, periods, STUDY_RIGHT_OID, studyRight, suoritus } from '../../../test/samples.js';
import { assertInvalidatable, invalidateByRequest, type InvalidationRequest } from './invalidation.js';
import { hasAssessment, stateOf } from './opiskeluoikeus.js';

const allowed: InvalidationRequest = {
  mayInvalidate: true,
  reason: 'WRONG_TYPE',
  confirmed: false,
  liveHoksId: null,
};
const assessed = studyRight({
  data: opiskeluoikeus({
    suoritukset: [suoritus('361902', 'ammatillinentutkinto', { osasuoritukset: [{ arviointi: [{ arvosana: {} }] }] })],
  }),
});

describe('assertInvalidatable', () => {
  it.each(['WRONG_TYPE', 'NEVER_STARTED'])('[R163] [R164] accepts the reason %s', (reason) => {
    expect(assertInvalidatable(studyRight(), { ...allowed, reason })).toEqual({ reason });
  });

  it.each(['OTHER', '', 'wrong_type', 'WRONG_TYPE '])('[R165] [R166] refuses the reason "%s"', (reason) => {
    expect(assertInvalidatable(studyRight(), { ...allowed, reason })).toMatchObject({
      refused: 'badRequest.validation.tila.mitätöinninSyyEiSallittu',
    });
  });

  it('[R160] conflict.hoksExists: a live HOKS blocks, and the refusal names both', () => {
    expect(assertInvalidatable(studyRight(), { ...allowed, liveHoksId: 17 })).toEqual({
      refused: 'conflict.hoksExists',
      details: { hoksId: 17, studyRightOid: STUDY_RIGHT_OID },
    });
  });

  it.each([
    ['forbidden', { mayInvalidate: false, reason: 'OTHER', liveHoksId: 17 }],
    ['badRequest.validation.tila.mitätöinninSyyEiSallittu', { reason: 'OTHER', liveHoksId: 17 }],
    ['conflict.hoksExists', { reason: undefined, liveHoksId: 17 }],
    ['badRequest.validation.tila.mitätöinninSyyPuuttuu', { reason: undefined }],
  ])('answers %s first for %j', (refused, request) => {
    expect(assertInvalidatable(assessed, { ...allowed, ...request })).toMatchObject({ refused });
  });

  it('[R164] NEVER_STARTED with assessed suoritukset asks for confirmation and is not refused for good', () => {
    const never = { ...allowed, reason: 'NEVER_STARTED' };
    expect(assertInvalidatable(assessed, never)).toMatchObject({ refused: 'conflict.mitätöintiVaatiiVahvistuksen' });
    expect(assertInvalidatable(assessed, { ...never, confirmed: true })).toEqual({ reason: 'NEVER_STARTED' });
    expect(assertInvalidatable(assessed, allowed)).toEqual({ reason: 'WRONG_TYPE' });
  });
});

describe('signs of study, for which NEVER_STARTED is to be confirmed', () => {
  it.each([
    ['an assessment', { arviointi: [{ arvosana: {} }] }, true],
    ['an assessment that is no list', { arviointi: { arvosana: {} } }, true],
    ['a confirmation', { vahvistus: { päivä: '2026-09-01' } }, true],
    ['recognised competence', { tunnustettu: { selite: { fi: 'Aiempi tutkinto' } } }, true],
    ['an empty list', { arviointi: [] }, false],
    ['null', { arviointi: null, vahvistus: null, tunnustettu: null }, false],
    ['something that is no suoritus', { osasuoritukset: [null, 1, 'x', { osasuoritukset: {} }] }, false],
  ])('%s, deep down', (_, part, expected) => {
    const deep = suoritus('361902', 'ammatillinentutkinto', { osasuoritukset: [{ osasuoritukset: [part] }] });
    expect(hasAssessment(opiskeluoikeus({ suoritukset: [deep] }))).toBe(expected);
  });
});

describe('invalidation by request', () => {
  it('adds the mitatoity period with its reason and changes nothing else', () => {
    const before = studyRight({ version: 4 });
    const after = invalidateByRequest(before, allowed, '2026-11-23');
    expect(after).toEqual({
      ...before,
      version: 5,
      invalidation: { reason: 'WRONG_TYPE', on: '2026-11-23' },
      data: {
        ...before.data,
        tila: {
          opiskeluoikeusjaksot: [
            ...before.data.tila.opiskeluoikeusjaksot,
            period('2026-11-23', 'mitatoity', { mitätöinninSyy: 'WRONG_TYPE' }),
          ],
        },
      },
    });
  });

  it.each([
    ['2026-08-10', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
    ['2027-01-07', '2027-01-07'],
  ])('last period from %s: the mitatoity begins %s', (last, expected) => {
    const before = studyRight({ data: opiskeluoikeus(periods(period(last, 'lasna'))) });
    const after = invalidateByRequest(before, allowed, '2026-11-23');
    expect('refused' in after ? after : after.data.tila.opiskeluoikeusjaksot.at(-1)?.alku).toBe(expected);
  });

  it('takes the last of the list for the state when two periods share a day', () => {
    const after = invalidateByRequest(studyRight(), allowed, '2026-08-10');
    expect('refused' in after ? after : stateOf(after.data)).toBe('mitatoity');
  });

  it('invalidates a study right that today would not be valid', () => {
    const before = studyRight({
      data: opiskeluoikeus(periods(period('2020-01-01', 'eronnut'), period('2019-01-01', 'lasna'))),
    });
    expect(invalidateByRequest(before, allowed, '2026-11-23')).toMatchObject({ version: 2 });
  });
});
