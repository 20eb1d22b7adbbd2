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
