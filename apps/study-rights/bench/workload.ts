import { type Goal, median, quantile, whole } from '../../../libs/messaging/bench/measuring.js';
import { CONCURRENCY } from './schemas.js';

/** One round of one operation on one side. */
export interface Round {
  readonly perSecond: number;
  /** Time of each operation in ms. */
  readonly times: readonly number[];
}

/** The same operation by the service and by hand, round by round. */
export interface Compared {
  readonly what: string;
  readonly ours: Round[];
  readonly hand: Round[];
  /** The same by the service of another build, if there is one. */
  readonly other: Round[];
}

export const COMPARED_COLUMNS = [
  ...[
    'what',
    'study-rights, per second (median)',
    'by hand',
    'study-rights / by hand',
    'study-rights / the other build',
  ],
  ...['study-rights: p50 ms', 'p95 ms', 'by hand: p50 ms', 'p95 ms'],
];

/** Does the work for each of the numbers, eight at a time. */
export async function round(numbers: readonly number[], work: (n: number) => Promise<void>): Promise<Round> {
  const waiting = [...numbers].reverse();
  const times: number[] = [];
  const worker = async () => {
    for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) {
      const from = performance.now();
      await work(n);
      times.push(performance.now() - from);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return { perSecond: (times.length / (performance.now() - from)) * 1000, times };
}

/** Rate of the service by that of the hand-written statements, or of another build: the median over the rounds. */
export function ratioOf({ ours, ...others }: Compared, to: 'hand' | 'other' = 'hand'): number {
  return median(ours.map(({ perSecond }, n) => perSecond / (others[to][n]?.perSecond ?? NaN)));
}

/** What the ratios have to be. */
export function ratioGoals(compared: readonly Compared[], toHand: number, toOther?: number): Goal[] {
  return compared.flatMap((one) => [
    { what: `${one.what} / by hand`, value: ratioOf(one), unit: '×', atLeast: toHand },
    ...(toOther === undefined || one.other.length === 0
      ? []
      : [{ what: `${one.what} / the other build`, value: ratioOf(one, 'other'), unit: '×', atLeast: toOther }]),
  ]);
}

export function timesOf(rounds: readonly Round[]): number[] {
  return rounds.flatMap(({ times }) => times);
}

export function comparedRow(compared: Compared): string[] {
  const { what, ours, hand, other } = compared;
  const rates = [ours, hand].map((rounds) => whole(median(rounds.map(({ perSecond }) => perSecond))));
  const times = [ours, hand].flatMap((rounds) => [0.5, 0.95].map((part) => quantile(timesOf(rounds), part).toFixed(1)));
  const beside = other.length === 0 ? '' : `${ratioOf(compared, 'other').toFixed(2)} ×`;
  return [what, ...rates, `${ratioOf(compared).toFixed(2)} ×`, beside, ...times];
}

/** Numbers from `from`, as many as `count`. */
export function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}
