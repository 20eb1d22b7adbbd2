import { LANGUAGES } from '#platform';
import { messageOf } from '../../../problems/error-messages.js';
import type { Refusal } from '../../../errors.js';
import type { OfferedStep } from '../../domain/actions-on-case.js';

/** The steps with what stands in their way in words. */
export function stepsView(offered: readonly OfferedStep[]) {
  return offered.map(({ action, refusal }) => ({
    action,
    possible: refusal === null,
    code: refusal?.refused ?? null,
    text: refusal && inWords(refusal),
  }));
}

function inWords(refusal: Refusal) {
  const [fi = '', sv = '', en = ''] = LANGUAGES.map((language) => messageOf(refusal, language));
  return { fi, sv, en };
}
