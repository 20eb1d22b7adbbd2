import { type Day, finnishDay } from '#kernel';

/**
 * Whether the last day at the institution is over, by the Finnish calendar.
 * @param validUntil that day; null: no limit
 */
export function hasLeft(validUntil: Day | null, now: Date): boolean {
  return validUntil !== null && validUntil < finnishDay(now);
}

/** The name as it stands in subjects (R5), on one line even if the source sent several; empty when nobody is named. */
export function fullName(firstName: string | null, lastName: string | null): string {
  return `${firstName ?? ''} ${lastName ?? ''}`.replace(/[\p{C}\s]+/gu, ' ').trim();
}
