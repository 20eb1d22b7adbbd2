import { describe, expect, it } from '@jest/globals';
import { parseModelArguments } from './arguments.js';

describe('arguments of npm run test:model', () => {
  it.each([
    [[], { runs: 10_000, seed: 7 }],
    [['--runs', '20', '--seed', '-3'], { runs: 20, seed: -3 }],
    [['--seed', '5', '--path', '12:0:1'], { runs: 10_000, seed: 5, path: '12:0:1' }],
  ])('%j', (args, choice) => {
    expect(parseModelArguments(args, 7)).toEqual(choice);
  });

  it.each([[['--runs', '0']], [['--runs']], [['--path', 'x']], [['--speed', '1']]])('%j is refused', (args) => {
    expect(parseModelArguments(args, 7)).toContain(`does not understand "${args.join(' ')}"`);
  });
});
