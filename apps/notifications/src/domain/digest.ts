import { type Day, finnishDay, finnishHour, isWorkingDay } from '#kernel';
import type { DigestItem, TemplateParameters } from './templates.js';

/** How often handlers get an e-mail that sums up what waits for them (R1, R2). */
export const DIGEST_MODES = ['DAILY', 'WHEN_CHANGED', 'OFF'] as const;
export type DigestMode = (typeof DIGEST_MODES)[number];

/** On which days: all, or the working days of Finland that are none of the institution's own days off. */
export const DIGEST_DAYS = ['EVERY_DAY', 'WORKING_DAYS'] as const;
export type DigestDays = (typeof DIGEST_DAYS)[number];

/** What an institution has decided of its digests. */
export interface DigestSettings {
  readonly mode: DigestMode;
  readonly days: DigestDays;
  /** Hour in Finland from which on the day's digest is sent, 0–23. */
  readonly hour: number;
}

/** Of an institution that has decided nothing: each day while something waits (R1). */
export const USUAL_DIGEST: DigestSettings = { mode: 'DAILY', days: 'EVERY_DAY', hour: 7 };

/** What a person has chosen; null: as the institution has it. */
export interface DigestChoice {
  readonly mode: DigestMode | null;
  readonly days: DigestDays | null;
}

/** As many lines as people read; what has waited less long is only counted. */
export const DIGEST_ITEMS_AT_MOST = 20;

/** What waits for one handler on a day. */
export interface WaitingWork {
  readonly partCount: number;
  readonly applicationCount: number;
  readonly oldestDays: number;
  /** Longest wait first. */
  readonly items: readonly DigestItem[];
  /** Which parts they are, in which round; the same as long as nothing came or went. */
  readonly fingerprint: string;
  /** That of the digest before; null when there was none. */
  readonly lastFingerprint: string | null;
}

/**
 * The day whose digest is due now; null when none is. A day stays due to its end, so that a service that was away at the
 * hour catches up; digests of days that are over are never sent. In the night in which clocks leave the hour out it is due
 * from the next one on.
 */
export function dueDigest({ mode, hour }: DigestSettings, now: Date): Day | null {
  return mode !== 'OFF' && finnishHour(now) >= hour ? finnishDay(now) : null;
}

/**
 * Whether the handler gets the day's digest. The institution's switch is for everybody, the person's own for one (D6); all
 * else a person may have as the institution has it, or otherwise.
 * @param closedDays the institution's own days off
 */
export function wantsDigest(
  institution: DigestSettings,
  choice: DigestChoice,
  { fingerprint, lastFingerprint }: Pick<WaitingWork, 'fingerprint' | 'lastFingerprint'>,
  day: Day,
  closedDays: readonly Day[],
): boolean {
  const mode = choice.mode ?? institution.mode;
  if (institution.mode === 'OFF' || mode === 'OFF') return false;
  const days = choice.days ?? institution.days;
  if (days === 'WORKING_DAYS' && (!isWorkingDay(day) || closedDays.includes(day))) return false;
  return mode === 'DAILY' || fingerprint !== lastFingerprint;
}

/** What the digest says: counts, ages and the applications that have waited longest. */
export function digestParameters({ partCount, applicationCount, oldestDays, items }: WaitingWork): TemplateParameters {
  return { partCount, applicationCount, oldestDays, items: items.slice(0, DIGEST_ITEMS_AT_MOST) };
}

/** What all digests of a day have in common, in the place of an event's id: one per recipient, as of an event (R1). */
export function causeOfDigest(day: Day): string {
  return `digest-${day}`;
}
