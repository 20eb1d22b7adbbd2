import { describe, expect, it } from '@jest/globals';
import { nextDaysOfASeries } from './next-days-of-a-series.js';

describe('the days of a series', () => {
  it.each([
    ['2019-10-01', 2, ['2019-10-29', '2019-11-12']],
    ['2019-10-29', 2, ['2019-10-29', '2019-11-12']],
    ['2019-10-30', 2, ['2019-11-12', '2019-11-26']],
    ['2026-11-27', 2, ['2026-12-01', '2026-12-15']],
    ['2020-02-29', 1, ['2020-03-03', '2020-03-10']],
    ['2019-10-30', 0, []],
  ])('[R173] on %s, every %i weeks, the next are %j', (today, weeks, days) => {
    expect(nextDaysOfASeries({ firstDay: '2019-10-29', weeks }, today, 2)).toEqual(days);
  });
});
