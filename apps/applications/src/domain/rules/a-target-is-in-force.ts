import type { FieldError } from '../field-error.js';

/**
 * A course that the university has retired, or not opened yet, is no target of what is sent now. What has been sent or decided
 * keeps its targets: they are a snapshot (docs/interfaces/master-data.md).
 * @param notInForce codes of the institution's courses that cannot be chosen today
 */
export function aTargetIsInForce(courseCode: string, notInForce: ReadonlySet<string>, path: string): FieldError | null {
  return notInForce.has(courseCode) ? { path, code: 'application/course-not-in-force' } : null;
}
