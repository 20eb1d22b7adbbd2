import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, addYears, finnishDay, finnishHour, isPlausibleDay, latestDay, monthOf } from './day.js';

describe('days', () => {
  it.each([
    ['2026-11-27T21:59:59.999Z', '2026-11-27'],
    ['2026-11-27T22:00:00.000Z', '2026-11-28'],
    ['2026-07-01T20:59:59.999Z', '2026-07-01'],
    ['2026-07-01T21:00:00.000Z', '2026-07-02'],
    ['2026-12-31T22:00:00.000Z', '2027-01-01'],
    ['2028-02-28T22:30:00.000Z', '2028-02-29'],
  ])('[D9] in Finland: %s is %s', (moment, day) => {
    expect(finnishDay(new Date(moment))).toBe(day);
  });

  it.each([
    ['2026-12-31T21:59:59Z', 23],
    ['2026-12-31T22:00:00Z', 0],
    // On 29 March 2026 clocks go from 02:59 to 04:00, on 25 October from 03:59 to 03:00.
    ['2026-03-29T00:59:59Z', 2],
    ['2026-03-29T01:00:00Z', 4],
    ['2026-10-25T00:30:00Z', 3],
    ['2026-10-25T01:30:00Z', 3],
    ['2026-10-25T02:00:00Z', 4],
  ])('the hour in Finland at %s is %i', (moment, hour) => {
    expect(finnishHour(new Date(moment))).toBe(hour);
  });

  it.each([
    ['2026-11-27', 14, '2026-12-11'],
    ['2026-12-24', 14, '2027-01-07'],
    ['2028-02-15', 14, '2028-02-29'],
    ['2026-03-22', 14, '2026-04-05'],
  ])('%s and %s days: %s', (day, days, later) => {
    expect(addDays(day, days)).toBe(later);
  });

  it.each([
    ['2026-11-27', 1, '2026-12-27'],
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s and %s months: %s', (day, months, later) => {
    expect(addMonths(day, months)).toBe(later);
  });

  it('a leap day and four years, and five', () => {
    expect([addYears('2024-02-29', 4), addYears('2024-02-29', 5)]).toEqual(['2028-02-29', '2029-02-28']);
  });

  it('[D9] the latest day of several, in any order', () => {
    expect(latestDay(['2024-01-31', '2025-02-01', '2023-12-31'])).toBe('2025-02-01');
    expect(latestDay([])).toBeUndefined();
  });

  it('[R96] a month is as exact as the bank gets', () => {
    expect(monthOf('2026-11-23')).toBe('2026-11');
  });

  it.each([
    ['1900-01-01', true],
    ['2028-02-29', true],
    ['2199-12-31', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['1899-12-31', false],
    ['2200-01-01', false],
    ['2026-1-1', false],
    ['2026-01-01T00:00:00Z', false],
    ['2026-01-01\n', false],
    [' 2026-01-01', false],
    ['', false],
  ])('plausible: %j %s', (day, plausible) => {
    expect(isPlausibleDay(day)).toBe(plausible);
  });
});
