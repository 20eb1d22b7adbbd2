import { addDays, addMonths, addYears, type Day } from './day.js';

/** Days of the year, MM-DD, on which nothing falls due: New Year, Epiphany, May Day, Independence Day, Christmas with its eve. */
const FIXED: ReadonlySet<string> = new Set(['01-01', '01-06', '05-01', '12-06', '12-24', '12-25', '12-26']);
/** Days after Easter Sunday: Good Friday, Easter Monday, Ascension Day. The others of Easter's days are Sundays. */
const AFTER_EASTER: readonly number[] = [-2, 1, 39];

/** A period of time that an act sets, counted from the day of a notice. */
export type Period = { readonly [unit in 'days' | 'weeks' | 'months' | 'years']?: number };

/**
 * Whether something may fall due on the day: Monday to Friday, none of the holy days of the church, and neither Independence Day, May
 * Day, Christmas Eve nor Midsummer Eve (act 150/1930, section 5). New Year's Eve and Maundy Thursday are working days.
 * @param day from 1991 on: before that Epiphany and Ascension Day were kept on Saturdays
 */
export function isWorkingDay(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6 || FIXED.has(day.slice(5))) return false;
  const isMidsummerEve = weekday === 5 && day.slice(5) >= '06-19' && day.slice(5) <= '06-25';
  const easter = easterSunday(Number(day.slice(0, 4)));
  return !isMidsummerEve && !AFTER_EASTER.some((days) => addDays(easter, days) === day);
}

/** The day itself when it is a working day, else the first one after it. */
export function firstWorkingDayFrom(day: Day): Day {
  return isWorkingDay(day) ? day : firstWorkingDayFrom(addDays(day, 1));
}

/**
 * The last day on which what the period is for may be done (act 150/1930). The day it is counted from is not counted (section 2); weeks,
 * months and years end on the day of the same name or number, or on the last day of a month that has no such day (section 3); a period
 * that would end on no working day ends on the next one (section 5).
 */
export function lastDayOf(period: Period, from: Day): Day {
  const { days = 0, weeks = 0, months = 0, years = 0 } = period;
  return firstWorkingDayFrom(addDays(addMonths(addYears(from, years), months), 7 * weeks + days));
}

/** Easter Sunday of the Gregorian calendar, by the method printed anonymously in Nature, 20 April 1876. */
function easterSunday(year: number): Day {
  const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100];
  const moved = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moved + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const dayOfMarch = epact + toSunday - 7 * late + 22;
  return addDays(`${year}-03-01`, dayOfMarch - 1);
}
