import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import { refuseWays } from '../ways-of-hoks.js';

/** A way of acquiring competence does not end before it begins; one day is enough. */
export function wayEndsAfterItBegins(fields: HoksFields): Refusal[] {
  return refuseWays(fields, 'hoks/way-dates-reversed', ({ alku, loppu }) => loppu < alku);
}
