import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import { isAtWorkplace, refuseWays } from '../ways-of-hoks.js';

/** A period at a workplace has a yksiloiva-tunniste, by which its source system recognises it. */
export function workplaceWayHasAnIdentifier(fields: HoksFields): Refusal[] {
  return refuseWays(
    fields,
    'hoks/way-without-identifier',
    (way) => isAtWorkplace(way) && way['yksiloiva-tunniste'] === undefined,
  );
}
