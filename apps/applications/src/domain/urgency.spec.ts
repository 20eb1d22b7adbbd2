import { describe, expect, it } from '@jest/globals';
import { lastDayOfWeek } from './urgency.js';

describe('the week that something is due in', () => {
  it.each([
    ['2026-11-30', '2026-12-06'],
    ['2026-12-05', '2026-12-06'],
    ['2026-12-06', '2026-12-06'],
    ['2026-12-31', '2027-01-03'],
    ['2028-02-29', '2028-03-05'],
  ])('%s ends on Sunday %s', (day, sunday) => {
    expect(lastDayOfWeek(day)).toBe(sunday);
  });
});
