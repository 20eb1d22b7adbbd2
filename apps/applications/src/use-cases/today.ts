/** ISO dates in the time zone in which the institutions live. */
const HELSINKI = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' });

/** The calendar day of a moment in Europe/Helsinki, YYYY-MM-DD. */
export function todayInHelsinki(now: Date): string {
  return HELSINKI.format(now);
}
