import { describe, expect, it } from '@jest/globals';
import { parseStartArguments, parseTestArguments } from './arguments.js';

describe('arguments of npm start', () => {
  it('are none, --fresh or --help', () => {
    expect(parseStartArguments([])).toEqual({ fresh: false });
    expect(parseStartArguments(['--fresh'])).toEqual({ fresh: true });
    expect(parseStartArguments(['--fresh', '--help'])).toBe('help');
  });

  it('are refused when unknown, with the usage', () => {
    expect(() => parseStartArguments(['--frsh'])).toThrow(/does not know "--frsh".*\n.*npm start/);
  });
});

describe('arguments of npm test', () => {
  it('are handed to Jest except for --unit', () => {
    expect(parseTestArguments(['--unit', 'apps/decisions', '-t', 'R34'])).toEqual({
      unit: true,
      jest: ['apps/decisions', '-t', 'R34'],
    });
    expect(parseTestArguments([])).toEqual({ unit: false, jest: [] });
  });
});
