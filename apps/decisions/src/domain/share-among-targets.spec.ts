import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_CREDITS } from '#kernel';
import { shareAmongTargets } from './share-among-targets.js';

const hundredths = fc.integer({ min: 0, max: MAX_CREDITS });
const extents = fc.array(fc.integer({ min: 0, max: 120_00 }), { minLength: 1, maxLength: 40 });
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('shareAmongTargets', () => {
  it.each([
    ['[R48] the whole: each target its own extent', 15_00, [5_00, 7_00, 3_00], [5_00, 7_00, 3_00]],
    ['[R51] less than the whole: in proportion', 6_00, [5_00, 10_00], [2_00, 4_00]],
    ['[R51] thirds: the left-over hundredth goes to the earlier target', 1_00, [5_00, 5_00, 5_00], [34, 33, 33]],
    ['more than the whole: in proportion', 12_00, [5_00, 5_00], [6_00, 6_00]],
    ['targets without extent: equal shares', 3, [0, 0], [2, 1]],
    ['nothing granted', 0, [5_00, 3_00], [0, 0]],
  ])('%s', (_name, granted, given, expected) => {
    expect(shareAmongTargets(granted, given)).toEqual(expected);
  });

  it('[R48] the shares sum to what was granted, and none is negative', () => {
    fc.assert(
      fc.property(hundredths, extents, (granted, given) => {
        const shares = shareAmongTargets(granted, given);
        expect(shares).toHaveLength(given.length);
        expect(sum(shares)).toBe(granted);
        expect(shares.every((share) => Number.isInteger(share) && share >= 0)).toBe(true);
      }),
    );
  });

  it('[R48] no target gets more than its extent unless more than the whole was granted', () => {
    fc.assert(
      fc.property(extents, fc.double({ min: 0, max: 1, noNaN: true }), (given, portion) => {
        const shares = shareAmongTargets(Math.floor(sum(given) * portion), given);
        expect(shares.every((share, index) => sum(given) === 0 || share <= (given[index] ?? 0))).toBe(true);
      }),
    );
  });

  it('[R48] the whole grant gives every target exactly its extent', () => {
    fc.assert(
      fc.property(extents, (given) => {
        fc.pre(sum(given) > 0);
        expect(shareAmongTargets(sum(given), given)).toEqual(given);
      }),
    );
  });
});
