import { describe, expect, it } from '@jest/globals';
import { finnishDay } from '#kernel';

describe('today', () => {
  it.each([
    ['2026-11-23T21:59:59Z', '2026-11-23'],
    ['2026-11-23T22:00:00Z', '2026-11-24'],
    ['2026-07-01T20:59:59Z', '2026-07-01'],
    ['2026-07-01T21:00:00Z', '2026-07-02'],
  ])('is the Finnish day, summer time included: %s is %s', (moment, day) => {
    expect(finnishDay(new Date(moment))).toBe(day);
  });
});
