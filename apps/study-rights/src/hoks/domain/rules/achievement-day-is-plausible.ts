import { addDays, refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';

const lastDayBefore = '2018-01-01';
const daysAheadAtMost = 14;

/** osaamisen-saavuttamisen-pvm is after 1.1.2018 and 14 days ahead at most. */
export function achievementDayIsPlausible(fields: HoksFields, { today }: { readonly today: string }): Refusal[] {
  const day = fields['osaamisen-saavuttamisen-pvm'];
  if (day === undefined) return [];
  const isWrong = day <= lastDayBefore || day > addDays(today, daysAheadAtMost);
  return isWrong ? [refuse('hoks/achievement-day', { day, place: 'osaamisen-saavuttamisen-pvm' })] : [];
}
