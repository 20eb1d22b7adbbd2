import { describe, expect, it } from '@jest/globals';
import { answerDay } from './answer-day';

describe('the day by which feedback is answered', () => {
  it.each([
    ['2026-11-30T10:00:00Z', '2026-12-14'],
    // Already the next day in Finland.
    ['2026-12-20T22:30:00Z', '2027-01-04'],
    ['2028-02-15T12:00:00Z', '2028-02-29'],
  ])('%s: %s', (now, day) => {
    expect(answerDay(new Date(now))).toBe(day);
  });
});
