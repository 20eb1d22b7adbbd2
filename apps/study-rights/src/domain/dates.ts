const helsinki = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Helsinki',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Calendar day (YYYY-MM-DD) in Finland at the moment given. Koski's and eHOKS's dates are Finnish days. */
export function finnishDay(now: Date): string {
  return helsinki.format(now);
}

/** Day `days` after `day`, both YYYY-MM-DD. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Same day `years` later, YYYY-MM-DD; of 29 February the 28th where there is none. */
export function addYears(day: string, years: number): string {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return isPlausibleDay(later) || !day.endsWith('-02-29') ? later : later.replace(/29$/, '28');
}

/** A day that exists and that a study record can bear: 1900–2199. */
export function isPlausibleDay(day: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(day)) return false;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
}
