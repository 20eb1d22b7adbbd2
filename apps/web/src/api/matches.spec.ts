import { describe, expect, it } from '@jest/globals';
import { searchTextOf, summaryOf, type Precedent } from './matches';

const entry = (recognisedMonth: string, partial: boolean) => ({ recognisedMonth, partial }) as Precedent;

describe('earlier decisions beside the part', () => {
  it('[R94] [R96] are counted as granted and partial, with the last month', () => {
    const found = [entry('2025-12', false), entry('2026-09', true), entry('2026-03', false)];
    expect(summaryOf(found)).toEqual({ granted: 2, partial: 1, last: '2026-09' });
  });

  it.each([
    [['Scrum Master'], 'Scrum Master'],
    [['  ', 'x', ' Kahvila '], 'Kahvila'],
    [[''], undefined],
    [[], undefined],
    [['ä'.repeat(300)], 'ä'.repeat(100)],
  ])('[R98] of %j are looked for by %j', (names, text) => {
    expect(searchTextOf(names.map((name) => ({ name })))).toBe(text);
  });
});
