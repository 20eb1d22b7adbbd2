import type { Check } from './command.js';

export interface Choice {
  readonly checks: readonly Check[];
  readonly fix: boolean;
  readonly fresh: boolean;
}

/** What the command line asks for. @returns a sentence when it cannot be understood */
export function chosenChecks(args: readonly string[], all: readonly Check[]): Choice | string {
  const options = args.filter((arg) => arg.startsWith('-'));
  const names = args.filter((arg) => !arg.startsWith('-'));
  const unknown = [
    ...options.filter((option) => !['--fix', '--fresh'].includes(option)),
    ...names.filter((name) => !all.some((check) => check.name === name)),
  ];
  if (unknown.length > 0) {
    const known = [...all.map(({ name }) => name), '--fix', '--fresh'];
    return `npm run check does not know ${unknown.join(', ')}: use some of ${known.join(', ')}.`;
  }
  return {
    checks: names.length === 0 ? all : all.filter(({ name }) => names.includes(name)),
    fix: options.includes('--fix'),
    fresh: options.includes('--fresh'),
  };
}
