/** A calendar day, YYYY-MM-DD. Days compare correctly as text. */
export type Day = string;

const helsinki = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Helsinki',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in Finland at an instant: institutions date by the Finnish calendar, not by UTC (D9). */
export function finnishDay(instant: Date): Day {
  return helsinki.format(instant);
}

const hourInHelsinki = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Helsinki',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** The hour that clocks in Finland show at an instant, 0–23. In spring a night lacks the 3rd hour, in autumn one has it twice. */
export function finnishHour(instant: Date): number {
  return Number(hourInHelsinki.format(instant));
}

/** The day `days` after `day`; before it when negative. */
export function addDays(day: Day, days: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The same day of the month `months` later, or the last day of that month where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  const last = date.toISOString().slice(0, 10);
  const same = `${last.slice(0, 8)}${day.slice(8)}`;
  return same < last ? same : last;
}

/** The same day `years` later; of 29 February the 28th where there is none. */
export function addYears(day: Day, years: number): Day {
  return addMonths(day, 12 * years);
}

/** A day that exists and that a study record can have: 1900–2199. */
export function isPlausibleDay(day: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(day)) return false;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
}

/** The latest of some days; undefined when there are none. */
export function latestDay(days: readonly Day[]): Day | undefined {
  return days.reduce<Day | undefined>(
    (latest, day) => (latest === undefined || day > latest ? day : latest),
    undefined,
  );
}

/** Month precision, YYYY-MM: as exact as the recognition bank may know it (R85, R96). */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}
