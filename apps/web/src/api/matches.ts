import type { components } from './generated/recognition-bank';

export type Precedent = components['schemas']['Precedent'];

/** As many as are asked for and counted. */
export const COUNTED_TO = 100;
/** What the bank's search takes, in letters. */
const SHORTEST = 2;
const LONGEST = 100;

export interface Matches {
  readonly granted: number;
  readonly partial: number;
  /** YYYY-MM: finer is not known (R96). */
  readonly last: string;
}

/** How it went before, of at least one entry. */
export function summaryOf(found: readonly Precedent[]): Matches {
  const partial = found.filter((entry) => entry.partial).length;
  const months = found.map(({ recognisedMonth }) => recognisedMonth).sort();
  return { granted: found.length - partial, partial, last: months.at(-1) ?? '' };
}

/** What to look for in the bank: the first name that can be looked for; undefined where there is none (R98). */
export function searchTextOf(bases: readonly { readonly name: string }[]): string | undefined {
  const name = bases.map((basis) => basis.name.trim()).find(({ length }) => length >= SHORTEST);
  return name && [...name].slice(0, LONGEST).join('');
}
