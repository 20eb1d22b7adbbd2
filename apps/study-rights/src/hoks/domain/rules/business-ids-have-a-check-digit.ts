import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';
import { refuseWays } from '../ways-of-hoks.js';

const weights = [7, 9, 10, 5, 8, 4, 2];

/** A Y-tunnus is seven digits, a hyphen and the check digit (modulo 11; a remainder of 1 is never given out). */
export function businessIdsHaveACheckDigit(fields: HoksFields): Refusal[] {
  return refuseWays(fields, 'hoks/business-id', (way) => {
    const id = way['tyopaikalla-jarjestettava-koulutus']?.['tyopaikan-y-tunnus'];
    return id !== undefined && !isBusinessId(id);
  });
}

function isBusinessId(id: string): boolean {
  if (!/^\d{7}-\d$/.test(id)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  const digit = sum % 11 === 0 ? 0 : 11 - (sum % 11);
  return digit === Number(id[8]);
}
