import type { RecognitionType } from '../application.js';
import type { FieldError } from '../field-error.js';

/** R46, R53: a substitution or an exemption names what it stands for. R52: an inclusion replaces nothing, so it names nothing. Nothing is asked before a type is chosen. */
export function onlyAnInclusionHasNoTarget(
  type: RecognitionType | null,
  targetCount: number,
  path: string,
): FieldError | null {
  if (type === null) return null;
  if (type === 'INCLUSION') return targetCount === 0 ? null : { path, code: 'application/inclusion-has-a-target' };
  return targetCount > 0 ? null : { path, code: 'application/target-required' };
}
