import { describe, expect, it } from '@jest/globals';
import { helsinkiDay, latestDay, monthOf } from './dates.js';

describe('days', () => {
  it.each([
    ['2026-11-23T21:59:59Z', '2026-11-23'],
    ['2026-11-23T22:00:00Z', '2026-11-24'],
    ['2026-06-30T20:59:59Z', '2026-06-30'],
    ['2026-06-30T21:00:00Z', '2026-07-01'],
    ['2026-12-31T22:00:00Z', '2027-01-01'],
    ['2028-02-28T22:30:00Z', '2028-02-29'],
  ])('[D9] %s is %s in Finland', (instant, day) => {
    expect(helsinkiDay(new Date(instant))).toBe(day);
  });

  it('[D9] the latest day of several bases, whatever their order', () => {
    expect(latestDay(['2024-01-31', '2025-02-01', '2023-12-31'])).toBe('2025-02-01');
    expect(latestDay([])).toBeUndefined();
  });

  it('[R96] a month is as exact as the bank gets', () => {
    expect(monthOf('2026-11-23')).toBe('2026-11');
  });
});
