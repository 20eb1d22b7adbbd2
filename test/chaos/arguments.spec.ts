import { describe, expect, it } from '@jest/globals';
import { parseChaosArguments } from './arguments.js';

describe('arguments of npm run test:chaos', () => {
  it('name runs, seed, faults and files', () => {
    expect(parseChaosArguments([], 7)).toEqual({ runs: 1, seed: 7, short: false });
    expect(parseChaosArguments(['--runs', '10', '--log', 'x.txt', '--seed', '3'])).toEqual({
      runs: 10,
      seed: 3,
      short: false,
      log: 'x.txt',
    });
    expect(parseChaosArguments(['--log', '--only', 'poison,replay'], 1)).toMatchObject({
      log: 'docs/chaos-log.txt',
      only: ['poison', 'replay'],
    });
    expect(parseChaosArguments(['--help'])).toBe('help');
  });

  it.each([
    [['--onyl', 'poison'], 'does not know "--onyl"'],
    [['--only', 'earthquake'], 'no fault "earthquake"'],
    [['--runs', '0'], 'whole number from 1'],
    [['--seed'], 'needs a value'],
  ])('%j are refused with the usage', (args, sentence) => {
    expect(() => parseChaosArguments(args)).toThrow(sentence);
    expect(() => parseChaosArguments(args)).toThrow('npm run test:chaos');
  });
});
