import { type Goal, median, quantile, whole } from '../../../libs/messaging/bench/measuring.js';
import { type Round, timesOf } from '../../../scripts/bench/round.js';

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

export function comparedRow(compared: Compared): string[] {
  const { what, ours, hand, other } = compared;
  const rates = [ours, hand].map((rounds) => whole(median(rounds.map(({ perSecond }) => perSecond))));
  const times = [ours, hand].flatMap((rounds) => [0.5, 0.95].map((part) => quantile(timesOf(rounds), part).toFixed(1)));
  const beside = other.length === 0 ? '' : `${ratioOf(compared, 'other').toFixed(2)} ×`;
  return [what, ...rates, `${ratioOf(compared).toFixed(2)} ×`, beside, ...times];
}
