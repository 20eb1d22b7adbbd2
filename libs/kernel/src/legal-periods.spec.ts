import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from './day.js';
import { firstWorkingDayFrom, isWorkingDay, lastDayOf, type Period } from './legal-periods.js';

const someDay = fc.integer({ min: 0, max: 36_524 }).map((days) => addDays('1991-01-01', days));

describe('working days', () => {
  it.each([
    ['2026-01-01', 'New Year'],
    ['2026-01-06', 'Epiphany'],
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-05-01', 'May Day'],
    ['2026-05-14', 'Ascension Day'],
    ['2026-06-19', 'Midsummer Eve'],
    ['2026-06-20', 'Midsummer Day'],
    ['2026-10-31', 'All Saints'],
    ['2026-12-05', 'a Saturday'],
    ['2026-12-06', 'Independence Day, a Sunday'],
    ['2027-12-06', 'Independence Day, a Monday'],
    ['2026-12-24', 'Christmas Eve'],
    ['2026-12-25', 'Christmas Day'],
    ['2026-12-26', 'Boxing Day'],
    ['2000-04-21', 'Good Friday of 2000'],
    ['2008-03-21', 'Good Friday, the earliest in 1991–2090'],
    ['2038-04-26', 'Easter Monday, as late as it comes'],
    ['2032-06-25', 'Midsummer Eve, as late as it comes'],
  ])('%s is none: %s', (day) => {
    expect(isWorkingDay(day)).toBe(false);
  });

  it.each([
    ['2026-12-31', "New Year's Eve"],
    ['2026-04-02', 'Maundy Thursday'],
    ['2026-04-30', 'May Day Eve'],
    ['2026-05-15', 'the Friday after Ascension Day'],
    ['2026-06-18', 'the day before Midsummer Eve'],
    ['2026-06-26', 'a Friday in June after Midsummer'],
    ['2026-11-02', 'a Monday in November'],
    ['2026-05-25', 'Whit Monday, no holy day since 1973'],
  ])('%s is one: %s', (day) => {
    expect(isWorkingDay(day)).toBe(true);
  });

  it('no more than five days in a row are none (Christmas beside a weekend), and each year has 250 to 254', () => {
    for (let year = 1991; year < 2091; year += 1) {
      let [working, row, longest] = [0, 0, 0];
      for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
        row = isWorkingDay(day) ? 0 : row + 1;
        longest = Math.max(longest, row);
        working += row === 0 ? 1 : 0;
      }
      expect([year, longest <= 5, working >= 248 && working <= 254]).toEqual([year, true, true]);
    }
  });
});

describe('periods of acts (150/1930)', () => {
  it.each<[string, Period, string, string]>([
    ['the day of the notice is not counted', { days: 14 }, '2026-11-23', '2026-12-07'],
    ['on a Saturday: the next Monday', { days: 14 }, '2026-11-28', '2026-12-14'],
    ['on Christmas Eve: the first working day after', { days: 14 }, '2026-12-10', '2026-12-28'],
    ['on Independence Day, a Sunday', { days: 14 }, '2026-11-22', '2026-12-07'],
    ['on Good Friday: the Tuesday after Easter', { days: 14 }, '2026-03-20', '2026-04-07'],
    ['on Midsummer Eve', { days: 14 }, '2026-06-05', '2026-06-22'],
    ["on New Year's Eve: that very day", { days: 14 }, '2026-12-17', '2026-12-31'],
    ['a day of the same name', { weeks: 2 }, '2026-11-25', '2026-12-09'],
    ['a day of the same number', { months: 1 }, '2026-10-30', '2026-11-30'],
    ['no such day in the month: its last', { months: 1 }, '2027-01-31', '2027-03-01'],
    ['no such day in the month, a leap year: its last', { months: 1 }, '2028-01-31', '2028-02-29'],
    ['a year from a leap day, to a Monday', { years: 3 }, '2024-02-29', '2027-03-01'],
    ['a month from the 30th in April', { months: 1 }, '2026-04-30', '2026-06-01'],
    ['nothing at all', {}, '2026-11-23', '2026-11-23'],
  ])('%s: %j from %s ends on %s', (_, period, from, last) => {
    expect(lastDayOf(period, from)).toBe(last);
  });

  it('property: ends on a working day, not before the count, within five days of it, and later from a later day', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 60 }), (from, days) => {
        const last = lastDayOf({ days }, from);
        const counted = addDays(from, days);
        expect(isWorkingDay(last)).toBe(true);
        expect(last >= counted && last <= addDays(counted, 5)).toBe(true);
        expect(firstWorkingDayFrom(last)).toBe(last);
        expect(lastDayOf({ days }, addDays(from, 1)) >= last).toBe(true);
      }),
    );
  });
});
