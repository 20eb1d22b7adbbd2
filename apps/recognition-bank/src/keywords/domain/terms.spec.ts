import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LIMITS } from '#kernel';
import { codeFor, tidiedTerms } from './terms.js';

describe('the code of a keyword [R104]', () => {
  it.each([
    ['projektinhallinta', [], 'projektinhallinta'],
    ['Projektityö', [], 'projektityö'],
    ['Avoin data', [], 'avoin-data'],
    ['C++ / C#', [], 'c-c'],
    ['Café-kulttuuri', [], 'cafe-kulttuuri'],
    ['R', [], 'asiasana-r'],
    ['计算机', [], 'asiasana'],
    ['Avoin data', ['avoin-data'], 'avoin-data-2'],
    ['Avoin data', ['avoin-data', 'avoin-data-2'], 'avoin-data-3'],
  ])('of "%s" beside %j is %s', (term, taken, code) => {
    expect(codeFor(term, new Set(taken))).toBe(code);
  });

  it('property: is what a decision takes, and nobody else’s', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: LIMITS.keyword, unit: 'grapheme' }), (term) => {
        const first = codeFor(term, new Set());
        const second = codeFor(term, new Set([first]));
        for (const code of [first, second]) {
          expect(code).toMatch(/^[a-z0-9åäö-]{2,}$/);
          expect(code.length).toBeLessThanOrEqual(LIMITS.keyword);
        }
        expect(second).not.toBe(first);
      }),
    );
  });
});

it('[R104] terms are kept with one space between words, and a translation that is not there is left out', () => {
  expect(tidiedTerms({ fi: '  avoin \n data ', en: 'open  data' })).toEqual({ fi: 'avoin data', en: 'open data' });
});
