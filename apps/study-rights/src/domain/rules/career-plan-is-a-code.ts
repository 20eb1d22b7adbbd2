import type { HoksFields } from '../hoks.js';
import { refuse, type Refusal } from '../refusal.js';

/** urasuunnitelma-koodi-uri is a code of the list urasuunnitelma: four digits. */
export function careerPlanIsACode(fields: HoksFields): Refusal | null {
  const code = fields['urasuunnitelma-koodi-uri'];
  return code === undefined || /^urasuunnitelma_\d{4}$/.test(code) ? null : refuse('hoks/career-plan');
}
