import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefused } from '#kernel';
import type { Keyword } from '../keyword.js';
import { editKeyword, follow, mergeKeyword, restoreKeyword, retireKeyword } from './change-keyword.js';

const keyword = (changes: Partial<Keyword> = {}): Keyword => ({
  ...{ institutionOid: '1.2.246.562.10.1', code: 'scrum', terms: { fi: 'scrum' }, fieldsOfEducation: [7] },
  ...{ state: 'LIVE', mergedInto: null, version: 1 },
  ...changes,
});
const retired = keyword({ state: 'RETIRED' });
const other = keyword({ code: 'ketteryys' });

describe('commands on a keyword', () => {
  it.each([
    [
      '[R104] is written anew',
      editKeyword(keyword(), { terms: { fi: 'Scrum' }, fieldsOfEducation: [] }),
      keyword({ terms: { fi: 'Scrum' }, fieldsOfEducation: [], version: 2 }),
    ],
    ['is retired', retireKeyword(keyword()), keyword({ state: 'RETIRED', version: 2 })],
    ['is restored', restoreKeyword(keyword({ state: 'RETIRED', mergedInto: 'ketteryys' })), keyword({ version: 2 })],
    ['is merged', mergeKeyword(keyword(), other), keyword({ state: 'RETIRED', mergedInto: 'ketteryys', version: 2 })],
    [
      'a retired one is merged: a word of old is mapped',
      mergeKeyword(retired, other),
      keyword({ state: 'RETIRED', mergedInto: 'ketteryys', version: 2 }),
    ],
  ])('%s', (_, after, expected) => {
    expect(after).toEqual(expected);
  });

  it.each([
    [
      'a retired one is not written',
      editKeyword(retired, { terms: { fi: 'x' }, fieldsOfEducation: [] }),
      'keyword/not-live',
    ],
    ['a retired one is not retired again', retireKeyword(retired), 'keyword/not-live'],
    ['a live one is not restored', restoreKeyword(keyword()), 'keyword/live-already'],
    ['none is merged into itself', mergeKeyword(keyword(), keyword()), 'keyword/merged-into-itself'],
    ['none is merged into a retired one', mergeKeyword(other, retired), 'keyword/not-live'],
  ])('%s', (_, refused, code) => {
    expect(refused).toMatchObject({ refused: code });
  });

  it('property: however they are merged and restored, each means a live keyword or itself, and there is no circle', () => {
    const step = fc.record({
      does: fc.constantFrom('merge', 'retire', 'restore'),
      one: fc.integer({ min: 0, max: 4 }),
      other: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const all = Array.from({ length: 5 }, (_, number) => keyword({ code: `k${number}` }));
        for (const { does, one, other: target } of steps) {
          const [before, into] = [all[one], all[target]];
          if (!before || !into) continue;
          const after =
            does === 'merge'
              ? mergeKeyword(before, into)
              : does === 'retire'
                ? retireKeyword(before)
                : restoreKeyword(before);
          if (isRefused(after)) continue;
          all[one] = after;
          if (does === 'merge')
            all.forEach((each, at) => each.mergedInto === before.code && (all[at] = follow(each, into)));
        }
        for (const { mergedInto, state } of all) {
          if (mergedInto === null) continue;
          expect(state).toBe('RETIRED');
          expect(all.find(({ code }) => code === mergedInto)?.mergedInto).toBeNull();
        }
      }),
    );
  });
});
