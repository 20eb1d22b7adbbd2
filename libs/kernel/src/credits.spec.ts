import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { creditsOf, hundredthsOf, MAX_CREDITS } from './credits.js';

const hundredths = fc.integer({ min: 0, max: MAX_CREDITS });

describe('credits', () => {
  it.each([
    [0, 0],
    [2.5, 250],
    [0.07, 7],
    [1.1, 110],
    [599.99, 59_999],
    [600, 60_000],
  ])('%d credits are %d hundredths', (credits, expected) => {
    expect(hundredthsOf(credits)).toBe(expected);
  });

  it.each([-0.01, -5, 600.01, 1.234, 1e-7, 1e300, Infinity, NaN, Number('9'.repeat(1000))])(
    '[R95] %d is no credit figure',
    (credits) => {
      expect(hundredthsOf(credits)).toBeUndefined();
    },
  );

  it('[R95] every figure with two decimals survives the way there and back', () => {
    fc.assert(
      fc.property(hundredths, (amount) => {
        expect(hundredthsOf(creditsOf(amount))).toBe(amount);
      }),
    );
  });
});
