import { setTimeout as delay } from 'node:timers/promises';

/** One measured thing, as many times as it was repeated. */
export interface Rate {
  readonly what: string;
  /** Events, rows or messages per repetition. */
  readonly count: number;
  /** One figure per repetition, per second. */
  readonly perSecond: readonly number[];
}

/** What a figure is to reach; it is met or missed, and printed either way. */
export interface Goal {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** The result of one measurement as a reader gets it. */
export interface Section {
  readonly title: string;
  /** What was done, so that the figures can be judged and repeated. */
  readonly how: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly goals: readonly Goal[];
  /** What was found to hold after the measurement; a check that fails ends the benchmark instead. */
  readonly checked: readonly string[];
}

export function isMet({ value, atLeast = -Infinity, atMost = Infinity }: Goal): boolean {
  return value >= atLeast && value <= atMost;
}

export const RATE_COLUMNS = ['what', 'events', 'per second (median)', 'lowest – highest'];

export function rateRow({ what, count, perSecond }: Rate): string[] {
  const spread = perSecond.length > 1 ? `${whole(Math.min(...perSecond))} – ${whole(Math.max(...perSecond))}` : '';
  return [what, whole(count), whole(median(perSecond)), spread];
}

/** Quotient of two rates: the median of the quotients of each round, since both of a round saw the same machine. */
export function ratio(a: Rate, b: Rate): number {
  if (a.perSecond.length !== b.perSecond.length) return median(a.perSecond) / median(b.perSecond);
  return median(a.perSecond.map((value, round) => value / (b.perSecond[round] ?? NaN)));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which the given part of all values lies; NaN for none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const [below = NaN, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}

/** 12 345 */
export function whole(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** Seconds that a piece of work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/**
 * Asks again and again, every `everyMs`, until the answer is true.
 * @returns whether it became true before the deadline
 */
export async function within(deadlineMs: number, probe: () => Promise<boolean>, everyMs = 10): Promise<boolean> {
  for (const deadline = performance.now() + deadlineMs; !(await probe()); await delay(everyMs)) {
    if (performance.now() > deadline) return false;
  }
  return true;
}

/** Like `within`, but not getting there ends the benchmark. */
export async function until(what: string, probe: () => Promise<boolean>, deadlineMs = 120_000): Promise<void> {
  if (!(await within(deadlineMs, probe))) throw new Error(`Not within ${deadlineMs / 1000} s: ${what}`);
}
