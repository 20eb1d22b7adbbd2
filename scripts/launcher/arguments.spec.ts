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
  const nothing = { unit: false, keep: false, watch: false, whole: true, stacks: undefined, browser: [], jest: [] };

  it('are handed to Jest except for our own', () => {
    expect(parseTestArguments(['--unit', 'apps/decisions', '-t', 'R34'])).toEqual({
      ...{ ...nothing, unit: true, whole: false },
      jest: ['apps/decisions', '-t', 'R34'],
    });
    expect(parseTestArguments(['--keep', '--watch', 'apps/decisions'])).toEqual({
      ...{ ...nothing, keep: true, watch: true, whole: false },
      jest: ['apps/decisions'],
    });
    expect(parseTestArguments([])).toEqual(nothing);
  });

  it.each([
    [['apps/web/browser'], ['apps/web/browser']],
    [
      ['--keep', 'apps/web/browser/draft.browser.ts', '-g', 'W6'],
      ['apps/web/browser/draft.browser.ts', '-g', 'W6'],
    ],
    [['apps/web/src/ui'], []],
  ])('%j: for Playwright %j', (args, browser) => {
    expect(parseTestArguments(args).browser).toEqual(browser);
  });

  it('say how many stacks there are to be', () => {
    expect(parseTestArguments(['--stacks=3', 'apps'])).toEqual({ ...nothing, whole: false, stacks: 3, jest: ['apps'] });
  });

  it('name the whole run when they choose no file, even if they choose tests by name', () => {
    expect(parseTestArguments(['-t', 'R34', '--bail']).whole).toBe(true);
    expect(parseTestArguments(['-t', 'R34', 'apps']).whole).toBe(false);
  });
});
