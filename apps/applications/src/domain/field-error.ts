/** What is wrong in one place of the student's own input; `code` is one of the service's `errors.ts`. */
export interface FieldError {
  /** Path in the request body, for example `parts.0.targets.2.courseCode`. */
  readonly path: string;
  readonly code: string;
}
