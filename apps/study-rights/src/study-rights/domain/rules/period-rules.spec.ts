import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '#kernel';
import { opiskeluoikeus, period, periods, suoritus } from '../../../../test/samples.js';
import { finalStates, type Opiskeluoikeus, studyRightStates } from '../opiskeluoikeus.js';
import { endedEducationHasNoStatesAfterMay2023 } from './ended-education-has-no-states-after-may-2023.js';
import { finalStateAgreesWithConfirmation } from './final-state-agrees-with-confirmation.js';
import { fundingIsStatedWhereRequired } from './funding-is-stated-where-required.js';
import { leaveIsNotUsedAfter2025 } from './leave-is-not-used-after-2025.js';
import { nothingFollowsAFinalState } from './nothing-follows-a-final-state.js';
import { periodsAreInDateOrder } from './periods-are-in-date-order.js';
import { stateIsOneOfTheTypesStates } from './state-is-one-of-the-types-states.js';

const keys = (errors: readonly { refused: string }[]) => errors.map((error) => error.refused);
const withPeriods = (...list: [string, string][]): Opiskeluoikeus =>
  opiskeluoikeus(periods(...list.map(([day, state]) => period(day, state))));
const tuva = { tyyppi: { koodiarvo: 'tuva' } };

describe('period rules', () => {
  const order = 'badRequest.validation.date.opiskeluoikeusjaksojenPäivämäärät';
  it.each([
    ['ascending', withPeriods(['2026-08-10', 'lasna'], ['2026-09-01', 'eronnut']), []],
    ['descending', withPeriods(['2026-09-01', 'lasna'], ['2026-08-10', 'eronnut']), [order]],
    ['same day', withPeriods(['2026-08-10', 'lasna'], ['2026-08-10', 'eronnut']), [order]],
    ['same day, the latter mitatoity', withPeriods(['2026-08-10', 'lasna'], ['2026-08-10', 'mitatoity']), []],
    ['mitatoity before', withPeriods(['2026-08-10', 'lasna'], ['2026-08-09', 'mitatoity']), [order]],
  ])(`${order}: %s`, (_, payload, expected) => {
    expect(keys(periodsAreInDateOrder(payload))).toEqual(expected);
  });

  const after = 'badRequest.validation.tila.tilaMuuttunutLopullisenTilanJälkeen';
  const many = 'badRequest.validation.tila.montaPäättävääTilaa';
  it.each([
    ['none', withPeriods(['2026-08-10', 'lasna']), []],
    ['one, last', withPeriods(['2026-08-10', 'lasna'], ['2026-09-01', 'eronnut']), []],
    ['one, not last', withPeriods(['2026-08-10', 'eronnut'], ['2026-09-01', 'lasna']), [after]],
    ['two', withPeriods(['2026-08-10', 'eronnut'], ['2026-09-01', 'valmistunut']), [many]],
    ['two, the last mitatoity', withPeriods(['2026-08-10', 'eronnut'], ['2026-09-01', 'mitatoity']), []],
    [
      'three',
      withPeriods(['2026-08-10', 'eronnut'], ['2026-08-11', 'peruutettu'], ['2026-09-01', 'mitatoity']),
      [many],
    ],
  ])(`${after} and ${many}: final states, %s`, (_, payload, expected) => {
    expect(keys(nothingFollowsAFinalState(payload))).toEqual(expected);
  });

  it.each([
    ['lasna', false],
    ['loma', false],
    ['valiaikaisestikeskeytynyt', false],
    ['valmistunut', true],
    ['eronnut', true],
    ['katsotaaneronneeksi', true],
    ['peruutettu', true],
    ['mitatoity', true],
    ['keskeytynyt', true],
    ['paattynyt', true],
    ['hyvaksytystisuoritettu', true],
  ])('%s is a final state: %s; after a final one nothing follows but mitatoity', (state, final) => {
    const next = (then: string) =>
      keys(nothingFollowsAFinalState(withPeriods(['2025-08-10', state], ['2025-09-01', then])));
    expect(studyRightStates).toContain(state);
    expect([finalStates.includes(state), next('lasna'), next('mitatoity')]).toEqual([final, final ? [after] : [], []]);
  });

  it.each([
    'lasna',
    'loma',
    'valiaikaisestikeskeytynyt',
    'valmistunut',
    'eronnut',
    'katsotaaneronneeksi',
    'peruutettu',
    'mitatoity',
  ])('ammatillinenkoulutus knows the state %s', (state) =>
    expect(stateIsOneOfTheTypesStates(withPeriods(['2025-08-10', state]))).toEqual([]),
  );

  it.each(['keskeytynyt', 'paattynyt', 'hyvaksytystisuoritettu'])(
    'badRequest.validation.jsonSchema: the state %s belongs to other types than ammatillinenkoulutus',
    (state) =>
      expect(keys(stateIsOneOfTheTypesStates(withPeriods(['2025-08-10', state])))).toEqual([
        'badRequest.validation.jsonSchema',
      ]),
  );

  const funding = 'badRequest.validation.tila.tilaltaPuuttuuRahoitusmuoto';
  it.each(['lasna', 'valmistunut', 'loma'])(`${funding}: %s without opintojenRahoitus`, (state) => {
    const unfunded = opiskeluoikeus(periods(period('2025-08-10', state, { opintojenRahoitus: undefined })));
    expect(keys(fundingIsStatedWhereRequired(unfunded))).toEqual([funding]);
    expect(fundingIsStatedWhereRequired(withPeriods(['2025-08-10', state]))).toEqual([]);
  });

  it.each([
    ...['1', '6', '14', '15', '16', '17'].map((code) => [code, []]),
    ...['0', '18', '01', '1 ', 'x'].map((code) => [code, [funding]]),
  ])(`${funding}: the codes are 1 to 17, %j`, (koodiarvo, expected) => {
    const funded = opiskeluoikeus(periods(period('2025-08-10', 'lasna', { opintojenRahoitus: { koodiarvo } })));
    expect(keys(fundingIsStatedWhereRequired(funded))).toEqual(expected);
  });

  it.each([
    ['lukiokoulutus', 1],
    ['luva', 1],
    ['ibtutkinto', 1],
    ['diatutkinto', 1],
    ['aikuistenperusopetus', 1],
    ['muukuinsaanneltykoulutus', 1],
    ['tuva', 1],
    ['perusopetus', 0],
    ['taiteenperusopetus', 0],
    ['vapaansivistystyonkoulutus', 0],
  ])(`${funding}: a lasna of %s without opintojenRahoitus`, (type, count) => {
    const unfunded = periods(period('2025-08-10', 'lasna', { opintojenRahoitus: undefined }));
    expect(fundingIsStatedWhereRequired(opiskeluoikeus({ tyyppi: { koodiarvo: type }, ...unfunded }))).toHaveLength(
      count,
    );
  });

  it.each(['valiaikaisestikeskeytynyt', 'eronnut', 'katsotaaneronneeksi', 'peruutettu'])(
    `${funding}: %s needs none`,
    (state) => {
      expect(fundingIsStatedWhereRequired(withPeriods(['2026-08-10', state]))).toEqual([]);
    },
  );

  const leave = 'badRequest.validation.ammatillinen.lomaTilaRajapäivänJälkeen';
  const vocationalTuva = { ...tuva, järjestämislupa: { koodiarvo: 'ammatillinen' } };
  it.each([
    ['from the last day on, with no end', '2026-01-01', {}, ['2025-12-31'], [leave]],
    ['with no end, while it may still be in force', '2025-12-31', {}, ['2025-12-01'], []],
    ['that ends with the year', '2026-01-01', {}, ['2025-12-01', '2026-01-01'], []],
    ['that is in force on New Year’s Day', '2026-01-01', {}, ['2025-12-01', '2026-01-02'], [leave]],
    ['that begins afterwards', '2026-11-23', {}, ['2026-01-01', '2026-02-01'], [leave]],
    ['of vocational TUVA', '2026-11-23', vocationalTuva, ['2025-12-01'], [leave]],
    ['of other TUVA', '2026-11-23', { ...tuva, järjestämislupa: { koodiarvo: 'lukio' } }, ['2025-12-01'], []],
    ['of general upper secondary', '2026-11-23', { tyyppi: { koodiarvo: 'lukiokoulutus' } }, ['2025-12-01'], []],
  ])(`${leave}: leave %s, on %s`, (_, today, more, [leaves = '', returns], expected) => {
    const back = returns === undefined ? [] : [period(returns, 'lasna')];
    const list = periods(period('2025-08-10', 'lasna'), period(leaves, 'loma'), ...back);
    expect(keys(leaveIsNotUsedAfter2025(opiskeluoikeus({ ...list, ...more }), today))).toEqual(expected);
  });

  const valma = 'badRequest.validation.tila.valmaOpiskeluoikeudenTilaEiSallittu';
  it.each([
    ['valma', '2023-05-31', []],
    ['valma', '2023-06-01', [valma]],
    ['telma', '2026-08-10', []],
  ])(`${valma}: %s from %s`, (type, day, expected) => {
    const payload = opiskeluoikeus({ ...periods(period(day, 'lasna')), suoritukset: [suoritus('999901', type)] });
    expect(keys(endedEducationHasNoStatesAfterMay2023(payload))).toEqual(expected);
  });

  const missing = 'badRequest.validation.tila.vahvistusPuuttuu';
  const resigned = 'badRequest.validation.tila.tilaEronnutTaiKatsotaanEronneeksiVaikkaVahvistettuPäätasonSuoritus';
  it.each([
    ['valmistunut', false, [missing]],
    ['valmistunut', true, []],
    ['eronnut', true, [resigned]],
    ['katsotaaneronneeksi', true, [resigned]],
    ['eronnut', false, []],
    ['peruutettu', true, []],
    ['lasna', true, []],
  ])(`${missing} and ${resigned}: %s, confirmed %s`, (state, confirmed, expected) => {
    const main = suoritus('361902', 'ammatillinentutkinto', confirmed ? { vahvistus: { päivä: '2026-09-01' } } : {});
    const payload = opiskeluoikeus({ ...periods(period('2026-09-01', state)), suoritukset: [main] });
    expect(keys(finalStateAgreesWithConfirmation(payload))).toEqual(expected);
  });

  it.each([
    ['ammatillinenkoulutus', 'peruutettu', 0],
    ['tuva', 'peruutettu', 1],
    ['ammatillinenkoulutus', 'hyvaksytystisuoritettu', 1],
    ['vapaansivistystyonkoulutus', 'hyvaksytystisuoritettu', 0],
    ['ammatillinenkoulutus', 'opiskelee', 1],
  ])('badRequest.validation.jsonSchema: %s in the state %s', (type, state, count) => {
    const payload = opiskeluoikeus({ tyyppi: { koodiarvo: type }, ...periods(period('2026-08-10', state)) });
    expect(stateIsOneOfTheTypesStates(payload)).toHaveLength(count);
  });

  it('accepts any row of open states on ascending days, ended by a final state and a mitatoity', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 });
    const open = fc.constantFrom('lasna', 'valiaikaisestikeskeytynyt', 'loma');
    const ended = fc.option(fc.constantFrom(...finalStates.filter((state) => state !== 'mitatoity')));
    fc.assert(
      fc.property(steps, open, ended, fc.boolean(), (gaps, state, end, invalidated) => {
        let day = '2000-01-01';
        const list = gaps.map((gap) => period((day = addDays(day, gap)), state));
        if (end !== null) list.push(period((day = addDays(day, 1)), end));
        if (invalidated) list.push(period(day, 'mitatoity'));
        const payload = opiskeluoikeus(periods(...list));
        expect([...periodsAreInDateOrder(payload), ...nothingFollowsAFinalState(payload)]).toEqual([]);
      }),
    );
  });

  it('refuses any row in which two days have changed places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 8 }), (count, place) => {
        const list = Array.from({ length: count + 1 }, (_, index) => addDays('2020-01-01', index * 10));
        const at = place % count;
        [list[at], list[at + 1]] = [list[at + 1] ?? '', list[at] ?? ''];
        const payload = opiskeluoikeus(periods(...list.map((day) => period(day, 'lasna'))));
        expect(keys(periodsAreInDateOrder(payload))).toContain(order);
      }),
    );
  });
});
