import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import { isAtWorkplace, refuseWays } from '../ways-of-hoks.js';

const lastDayWithout = '2021-08-25';

/** The workplace of a period that ends after 25.8.2021 has a Y-tunnus. */
export function workplaceHasABusinessId(fields: HoksFields): Refusal[] {
  return refuseWays(fields, 'hoks/workplace-without-business-id', (way) => {
    const workplace = way['tyopaikalla-jarjestettava-koulutus'];
    const late = isAtWorkplace(way) && way.loppu > lastDayWithout;
    return late && workplace !== undefined && workplace['tyopaikan-y-tunnus'] === undefined;
  });
}
