import { addDays } from '#kernel';

/** A meeting that comes again every so many weeks, on the weekday of its first day. */
export interface Series {
  /** YYYY-MM-DD */
  readonly firstDay: string;
  /** 0: it is no longer held. */
  readonly weeks: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The next `count` days of the series (R173), today among them. */
export function nextDaysOfASeries({ firstDay, weeks }: Series, today: string, count: number): string[] {
  if (weeks === 0) return [];
  const step = weeks * 7;
  const passed = Math.ceil((Date.parse(today) - Date.parse(firstDay)) / DAY_MS / step);
  const next = Math.max(0, passed) * step;
  return Array.from({ length: count }, (_, index) => addDays(firstDay, next + index * step));
}
