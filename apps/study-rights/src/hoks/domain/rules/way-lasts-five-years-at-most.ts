import { addYears } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import { refuseWays } from '../ways-of-hoks.js';

const mostYears = 5;

/** A way of acquiring competence lasts five years at most. */
export function wayLastsFiveYearsAtMost(fields: HoksFields): Refusal[] {
  return refuseWays(fields, 'hoks/way-too-long', ({ alku, loppu }) => loppu > addYears(alku, mostYears));
}
