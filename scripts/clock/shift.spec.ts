import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { moveOf, shiftAfter, textOfShift } from './shift.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('what npm run clock is asked for', () => {
  it.each<[string[], object]>([
    [[], { kind: 'look' }],
    [['--reset'], { kind: 'reset' }],
    [['+15d'], { kind: 'on', ms: 15 * DAY_MS }],
    [['+2h'], { kind: 'on', ms: 2 * HOUR_MS }],
    [['+1d12h30m'], { kind: 'on', ms: 36.5 * HOUR_MS }],
  ])('%j', (words, move) => {
    expect(moveOf(words)).toEqual(move);
  });

  it.each([[['15d']], [['-2h']], [['+']], [['+0d']], [['+2w']], [['+2h1d']], [['+1d', '+1d']], [['--reset', '+1d']]])(
    'refuses %j in one sentence',
    (words) => {
      expect(moveOf(words)).toMatch(/is not understood: \+15d/);
    },
  );
});

describe('how far clocks are moved', () => {
  it('moves add up; a reset leads back', () => {
    const on = { kind: 'on', ms: 15 * DAY_MS } as const;
    expect(shiftAfter(DAY_MS, on)).toBe(16 * DAY_MS);
    expect(shiftAfter(16 * DAY_MS, { kind: 'look' })).toBe(16 * DAY_MS);
    expect(shiftAfter(16 * DAY_MS, { kind: 'reset' })).toBe(0);
  });

  it('ten years are the limit', () => {
    expect(shiftAfter(0, { kind: 'on', ms: 3_650 * DAY_MS })).toBe(3_650 * DAY_MS);
    expect(shiftAfter(1, { kind: 'on', ms: 3_650 * DAY_MS })).toMatch(/at most; nothing was moved/);
  });

  it('is written as it is asked for', () => {
    expect(textOfShift(0)).toBe('not moved');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), (minutes) => {
        const text = textOfShift(minutes * 60_000).replaceAll(' ', '');
        expect(moveOf([text])).toEqual({ kind: 'on', ms: minutes * 60_000 });
      }),
    );
  });
});
