import type { ErrorCode } from '../errors.js';

/** What is wrong in one place of the student's own input. */
export interface FieldError {
  /** Path in the request body, for example `parts.0.targets.2.courseCode`. */
  readonly path: string;
  readonly code: ErrorCode;
}
