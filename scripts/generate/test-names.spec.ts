import { describe, expect, it } from '@jest/globals';
import { renderRequirements } from './requirements.js';
import { namedTestsIn } from './test-names.js';

const rows = [
  { number: 1, term: 'daily digest', owner: 'NOTIF', rule: 'One mail a day.' },
  { number: 2, term: 'digest switch', owner: 'NOTIF', rule: 'On or off.' },
];

describe('ids in test names', () => {
  it('finds them in describe, it, test, .each in both forms, and steps', () => {
    const source = `
      describe('[R1] a', () => {
        it('[R2, D3] b', () => {});
        it.each([[1, 2]])('[R3] c %s', () => {});
        test.each\`x\`('[R4] d', () => {});
        it(\`[R5] e \${x} f\`, () => {});
        step('[R6] g', run);
        it('[R7] [R8, D1] h [R9]', () => {});
      });`;
    expect(namedTestsIn('a.spec.ts', source).map((test) => [test.ids, test.name])).toEqual([
      [['R1'], '[R1] a'],
      [['R2', 'D3'], '[R2, D3] b'],
      [['R3'], '[R3] c %s'],
      [['R4'], '[R4] d'],
      [['R5'], '[R5] e … f'],
      [['R6'], '[R6] g'],
      [['R7', 'R8', 'D1'], '[R7] [R8, D1] h [R9]'],
    ]);
  });

  it('finds those of the rows of a table, in place or named, where the name begins with a column', () => {
    const source = `
      const ROWS: readonly Row[] = [['[R1] one', 1], ['without', 2], ['[R2] [D1] two', 3]];
      it.each(ROWS)('%s (%s)', () => {});
      it.each([['[R3] three'], ['none']] as const)('%s', () => {});
      it.each([{ rule: '[R4] four', n: 1 }, { n: 2 }])('$rule is $n', () => {});
      it.each(['[R5] five', 'six'])('%s', () => {});
      it.each(elsewhere)('%s', () => {});
      it.each(ROWS)('[R6] of all: %s', () => {});`;
    expect(namedTestsIn('a.spec.ts', source).map((test) => [test.ids, test.name])).toEqual([
      [['R1'], '[R1] one (…)'],
      [['R2', 'D1'], '[R2] [D1] two (…)'],
      [['R3'], '[R3] three'],
      [['R4'], '[R4] four is $n'],
      [['R5'], '[R5] five'],
      [['R6'], '[R6] of all: %s'],
    ]);
  });

  it('takes no id from a comment, from another call or from the middle of a name', () => {
    const source = `
      // it('[R1] a', () => {});
      expect('[R1] a').toBe(1);
      it('shows [R1]', () => {});`;
    expect(namedTestsIn('a.spec.ts', source)).toEqual([]);
  });
});

describe('the requirements table', () => {
  it('lists the tests of a row and names the rows without any', () => {
    const text = renderRequirements(rows, [{ file: 'a.spec.ts', name: '[R1] once a day', ids: ['R1'] }]);
    expect(text).toContain('| R1 | daily digest | NOTIF | One mail a day. | [once a day](../a.spec.ts) (unit) |');
    expect(text).toContain('| R2 | digest switch | NOTIF | On or off. | **uncovered** |');
    expect(text).toContain('**1 of 2 rows have a test, 1 have none.**');
    expect(text).toMatch(/## Uncovered\n\nR2\n/);
  });

  it.each([
    ['apps/x/src/a.spec.ts', 'unit'],
    ['apps/x/test/a.scenario.ts', 'scenario'],
    ['test/browser/a.scenario.ts', 'browser'],
    ['test/stories/a-story.ts', 'scenario'],
  ])('says what kind of test shows a row: %s is %s', (file, kind) => {
    expect(renderRequirements(rows, [{ file, name: '[R1] x', ids: ['R1'] }])).toContain(`[x](../${file}) (${kind})`);
  });

  it('refuses a test that claims a row which does not exist', () => {
    expect(() => renderRequirements(rows, [{ file: 'a.spec.ts', name: '[R9] x', ids: ['R9'] }])).toThrow(/R9/);
  });
});
