const RFC_3339 =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$/;

/** What our own producers write, and nearly everybody else: worth no closer look. The 29th of February gets one. */
const DAY = [
  '(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])',
  '(?:0[13-9]|1[0-2])-(?:29|30)',
  '(?:0[13578]|1[02])-31',
].join('|');
const CANONICAL = new RegExp(`^(?!0000)[0-9]{4}-(?:${DAY})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$`);

/**
 * A time as RFC 3339 writes it (CloudEvents 1.0.2, type Timestamp) as UTC with milliseconds, which JavaScript and
 * PostgreSQL both can represent. A leap second becomes the last millisecond of its minute: the day stays, and nothing
 * that came before is after it.
 * @returns undefined for what is no such time
 */
export function canonicalTime(text: string): string | undefined {
  return CANONICAL.test(text) ? text : canonicalFormOf(text);
}

function canonicalFormOf(text: string): string | undefined {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = '', offset = ''] =
    RFC_3339.exec(text) ?? [];
  const isLeap = second === '60';
  if (!isDay(Number(year), Number(month), Number(day)) || (isLeap && minute !== '59')) return undefined;
  const clock = `${hour}:${minute}:${isLeap ? '59.999' : second + fraction.slice(0, 4)}`;
  const moment = new Date(`${year}-${month}-${day}T${clock}${offset.toUpperCase()}`);
  if (Number(hour) > 23 || Number.isNaN(moment.getTime())) return undefined;
  const utc = moment.toISOString();
  // Moved over the edge of the years that have four digits; the year 0 is none for PostgreSQL.
  return /^(?!0000)[0-9]{4}-/.test(utc) ? utc : undefined;
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return month >= 1 && month <= 12 && day >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
