import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { creditsFromText, textOfCredits } from './credits-text';

describe('credits as people write them', () => {
  it.each([
    ['5', 5],
    ['2,5', 2.5],
    [' 2.25 ', 2.25],
    ['0', 0],
    ['2,555', undefined],
    ['-1', undefined],
    ['=1+1', undefined],
    ['viisi', undefined],
    ['', undefined],
  ])('%s', (text, credits) => {
    expect(creditsFromText(text)).toBe(credits);
  });

  it('what is shown can be read again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999 }),
        fc.constantFrom(',' as const, '.' as const),
        (cents, mark) => {
          expect(creditsFromText(textOfCredits(cents / 100, mark))).toBe(cents / 100);
        },
      ),
    );
  });
});
