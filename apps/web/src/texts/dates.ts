import { currentLanguage, type Language } from './texts';

const LOCALES: Readonly<Record<Language, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };
const HELSINKI = 'Europe/Helsinki';

/** An instant as people read it in Finland: "28.11.2026 klo 13.05"; in English with the name of the month. */
export function dateTime(instant: string): string {
  const language = currentLanguage();
  const dateStyle = language === 'en' ? 'medium' : 'short';
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle, timeStyle: 'short', timeZone: HELSINKI }).format(
    new Date(instant),
  );
}

/** A day (YYYY-MM-DD) or an instant as a date: "28.11.2026". */
export function date(value: string): string {
  const language = currentLanguage();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  return new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: language === 'en' ? 'medium' : 'short',
    timeZone: isDay ? 'UTC' : HELSINKI,
  }).format(new Date(value));
}

/** The time of day of an instant: "13.05". */
export function timeOfDay(instant: string): string {
  return new Intl.DateTimeFormat(LOCALES[currentLanguage()], { timeStyle: 'short', timeZone: HELSINKI }).format(
    new Date(instant),
  );
}

/** A month (YYYY-MM) as month and year: "9/2026". */
export function month(value: string): string {
  const [year = '', ofYear = ''] = value.split('-');
  return `${Number(ofYear)}/${year}`;
}

/** Credits and other numbers, with the language's decimal mark. */
export function number(value: number): string {
  return new Intl.NumberFormat(LOCALES[currentLanguage()], { maximumFractionDigits: 2 }).format(value);
}

/** Whole days from an instant to now. */
export function daysSince(instant: string, now: Date = new Date()): number {
  return Math.max(0, Math.floor((now.getTime() - new Date(instant).getTime()) / 86_400_000));
}
