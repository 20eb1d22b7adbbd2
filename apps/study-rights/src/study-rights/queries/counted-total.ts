/** Nobody pages through more lines; a count of all would read a whole index. */
export const COUNTED_TO = 1_000;

/** How many lines a list has, beside its pages. */
export interface CountedTotal {
  readonly total: number;
  /** False: there are more than were counted. */
  readonly totalIsExact: boolean;
}

/** @param counted lines that were counted, to one more than `COUNTED_TO` */
export function countedTotal(counted: number): CountedTotal {
  return { total: Math.min(counted, COUNTED_TO), totalIsExact: counted <= COUNTED_TO };
}
