import type { RecognitionType } from '../application.js';
import type { FieldError } from '../field-error.js';

/** R46, R52, R53: only an exemption grants nothing to count, so only an exemption may apply for none. */
export function substitutionAndInclusionApplyForCredits(
  type: RecognitionType | null,
  creditsApplied: number | null,
  path: string,
): FieldError | null {
  return type === 'EXEMPTION' || (creditsApplied !== null && creditsApplied > 0)
    ? null
    : { path, code: 'application/credits-required' };
}
