import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';

/**
 * Learners read their own HOKSes from a day on that the operators set (R155: 14.10.2019 in eHOKS).
 * @param openFrom that day, `today`: the day in Finland, both YYYY-MM-DD
 */
export function learnersAreLetInFromADay(openFrom: string, today: string): Refusal | null {
  return today < openFrom ? refuse('hoks/not-open-to-learners', { openFrom }) : null;
}
