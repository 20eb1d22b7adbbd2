import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import { refuseWays } from '../ways-of-hoks.js';

const firstDay = '2021-07-01';

/** An apprenticeship (oppisopimus) that ends on 1.7.2021 or later states its basis. */
export function apprenticeshipHasABasis(fields: HoksFields): Refusal[] {
  return refuseWays(
    fields,
    'hoks/apprenticeship-without-basis',
    (way) =>
      way['osaamisen-hankkimistapa-koodi-uri'] === 'osaamisenhankkimistapa_oppisopimus' &&
      way.loppu >= firstDay &&
      way['oppisopimuksen-perusta-koodi-uri'] === undefined,
  );
}
