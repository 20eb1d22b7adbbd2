import { addDays, type Day } from '#kernel';

/**
 * How soon something has to be done about an application, most urgent first. Overdue and due this week: its handling has not begun
 * within the institution's limit, or has to within this week (R69, R73). New: not begun either. Other: in somebody's hands.
 * Awaits recording: everything that is open has been approved (R24).
 */
export const URGENCIES = ['OVERDUE', 'DUE_THIS_WEEK', 'NEW', 'OTHER', 'AWAITS_RECORDING'] as const;

export type Urgency = (typeof URGENCIES)[number];

/** The Sunday of the day's week. */
export function lastDayOfWeek(day: Day): Day {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return addDays(day, (7 - weekday) % 7);
}
