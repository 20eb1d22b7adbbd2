import { describe, expect, it } from '@jest/globals';
import { chosenChecks } from './choice.js';

const all = ['style', 'types', 'house'].map((name) => ({
  name,
  title: name,
  run: async () => ({ passed: true, output: '' }),
}));
const names = (...args: string[]) => {
  const choice = chosenChecks(args, all);
  return typeof choice === 'string' ? choice : choice.checks.map(({ name }) => name);
};

describe('npm run check', () => {
  it('runs all checks, or those that are named, each once and in their own order', () => {
    expect(names()).toEqual(['style', 'types', 'house']);
    expect(names('house', 'style', 'house')).toEqual(['style', 'house']);
  });

  it.each([
    [['--fix'], { fix: true, fresh: false }],
    [['types', '--fresh'], { fix: false, fresh: true }],
    [[], { fix: false, fresh: false }],
  ])('%j: %j', (args, expected) => {
    expect(chosenChecks(args, all)).toMatchObject(expected);
  });

  it.each([
    [['typo'], 'npm run check does not know typo: use some of style, types, house, --fix, --fresh.'],
    [['types', '--watch'], 'npm run check does not know --watch: use some of style, types, house, --fix, --fresh.'],
  ])('%j is answered by what there is', (args, sentence) => {
    expect(chosenChecks(args, all)).toBe(sentence);
  });
});
