import { currentLanguage, type Language } from './texts';

const LOCALES: Readonly<Record<Language, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };
const HELSINKI = 'Europe/Helsinki';

/** To make one takes longer than to use it a hundred times. */
const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const language = currentLanguage();
  return kept(`${language} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(LOCALES[language], options));
}

function kept<F extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => F): F {
  const format = (made.get(key) as F | undefined) ?? make();
  made.set(key, format);
  return format;
}

/** In English with the name of the month: nobody takes the day for the month. */
function dateStyle(): 'medium' | 'short' {
  return currentLanguage() === 'en' ? 'medium' : 'short';
}

/** An instant as people read it in Finland: "28.11.2026 klo 13.05"; in English with the name of the month. */
export function dateTime(instant: string): string {
  return dateFormat({ dateStyle: dateStyle(), timeStyle: 'short', timeZone: HELSINKI }).format(new Date(instant));
}

/** A day (YYYY-MM-DD) or an instant as a date: "28.11.2026". */
export function date(value: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  return dateFormat({ dateStyle: dateStyle(), timeZone: isDay ? 'UTC' : HELSINKI }).format(new Date(value));
}

/** The time of day of an instant: "13.05". */
export function timeOfDay(instant: string): string {
  return dateFormat({ timeStyle: 'short', timeZone: HELSINKI }).format(new Date(instant));
}

/** A month (YYYY-MM) as month and year: "9/2026". */
export function month(value: string): string {
  const [year = '', ofYear = ''] = value.split('-');
  return `${Number(ofYear)}/${year}`;
}

/** Credits and other numbers, with the language's decimal mark. */
export function number(value: number): string {
  const language = currentLanguage();
  const make = () => new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2 });
  return kept(`${language} number`, make).format(value);
}

/** Whole days from an instant to now. */
export function daysSince(instant: string, now: Date = new Date()): number {
  return Math.max(0, Math.floor((now.getTime() - new Date(instant).getTime()) / 86_400_000));
}
