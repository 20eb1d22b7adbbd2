import type { Day } from '#kernel';
import type { Refusal } from '../../errors.js';

/** Days of a study right, both included; null means open. */
export interface StudyRightDays {
  readonly startDate: Day | null;
  readonly endDate: Day | null;
}

export interface DatesOfRecognition {
  /** When the prior learning was complete: the latest of its parts (D9, R67). */
  readonly originalDate: Day;
  /** Day of the decision (R61). */
  readonly recognitionDate: Day;
  /** The day the recorder asked for, if any. */
  readonly asked?: Day;
  readonly today: Day;
}

/**
 * R60, R61, D9: the attainment date lies inside the study right. Without a wish it is the original date, and when that
 * lies outside (older than the study right), the recognition date. A wish outside is refused, with a date that would do.
 */
export function attainmentDateInside(right: StudyRightDays, dates: DatesOfRecognition): Day | Refusal {
  const inside = (day: Day) => (right.startDate ?? day) <= day && day <= (right.endDate ?? day);
  const usable = [dates.originalDate, dates.recognitionDate].find((day) => inside(day) && day <= dates.today);
  const span = { startDate: right.startDate ?? '', endDate: right.endDate ?? '' };
  if (dates.asked !== undefined) {
    if (inside(dates.asked) && dates.asked <= dates.today) return dates.asked;
    return {
      refused: 'decision/attainment-date-not-possible',
      details: {
        asked: dates.asked,
        proposedDate: inside(dates.recognitionDate) ? dates.recognitionDate : '',
        ...span,
      },
    };
  }
  return usable ?? { refused: 'decision/no-date-inside-study-right', details: span };
}
