import type { Target } from '../application.js';
import type { FieldError } from '../field-error.js';

/** R47–R50: each target is a course or module that the institution has published, named once in a part. */
export function aTargetIsAPublishedCourseNamedOnce(
  courseCode: string,
  earlierCodes: readonly string[],
  courses: ReadonlyMap<string, Target>,
  path: string,
): FieldError | null {
  if (!courses.has(courseCode)) return { path, code: 'application/course-unknown' };
  return earlierCodes.includes(courseCode) ? { path, code: 'application/course-named-twice' } : null;
}
