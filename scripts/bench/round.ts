/** Requests under way at a time. */
export const CONCURRENCY = 8;

/** One round of one operation on one side. */
export interface Round {
  readonly perSecond: number;
  /** Time of each operation in ms. */
  readonly times: readonly number[];
}

/** Does the work for each of the items, eight at a time. */
export async function round<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<Round> {
  const waiting = items.entries();
  const times: number[] = [];
  const worker = async () => {
    for (const [, item] of waiting) {
      const from = performance.now();
      await work(item);
      times.push(performance.now() - from);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return { perSecond: (times.length / (performance.now() - from)) * 1000, times };
}

export function timesOf(rounds: readonly Round[]): number[] {
  return rounds.flatMap(({ times }) => times);
}

/** Numbers from `from`, as many as `count`. */
export function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}
