import { refuse } from '#kernel';
import type { Refusal } from '../../../errors.js';
import type { HoksFields } from '../hoks.js';

/** urasuunnitelma-koodi-uri is a code of the list urasuunnitelma: four digits. */
export function careerPlanIsACode(fields: HoksFields): Refusal[] {
  const code = fields['urasuunnitelma-koodi-uri'];
  const isRight = code === undefined || /^urasuunnitelma_\d{4}$/.test(code);
  return isRight ? [] : [refuse('hoks/career-plan', { place: 'urasuunnitelma-koodi-uri' })];
}
