import type { Hundredths, LocalisedText } from '#kernel';

/** Arvosteluasteikko, as courses are published with it. */
export type GradeScale = '0-5' | 'PASS_FAIL';

/** A course or module as the institution publishes it. */
export interface Course {
  readonly courseCode: string;
  readonly name: LocalisedText;
  readonly extent: Hundredths;
  readonly kind: 'COURSE' | 'MODULE';
  readonly memberCourseCodes: readonly string[];
  /** Null where the course was last published before this service kept scales. */
  readonly gradeScale: GradeScale | null;
}

/** The courses and modules with these codes, and all that they contain, as far as they are known. */
export function withMembers(codes: readonly string[], courses: ReadonlyMap<string, Course>): Course[] {
  const found = new Map<string, Course>();
  const waiting = [...codes];
  for (let code = waiting.shift(); code !== undefined; code = waiting.shift()) {
    const course = courses.get(code);
    if (!course || found.has(code)) continue;
    found.set(code, course);
    waiting.push(...course.memberCourseCodes);
  }
  return [...found.values()];
}
