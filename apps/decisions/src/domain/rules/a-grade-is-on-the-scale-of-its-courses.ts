import type { Refusal } from '../../errors.js';
import type { DecisionContent } from '../decision-content.js';
import type { Course, GradeScale } from '../course.js';

/**
 * Passing grades of each scale. A recognition may always be "passed" without a figure (HYV), as VIRTA's codeset `arvosana`
 * has it beside the five; a failing grade is no recognition.
 */
const GRADES: Readonly<Record<GradeScale, readonly string[]>> = {
  '0-5': ['1', '2', '3', '4', '5', 'HYV'],
  PASS_FAIL: ['HYV'],
};

/**
 * R95, R108: the grade is carried to the attainment as it stands, so it must be one that every course written for the part
 * can have. Where no scale is known (an inclusion replaces no course), any passing grade will do.
 * @param courses what the part would be recorded as, modules with all that they contain
 */
export function aGradeIsOnTheScaleOfItsCourses(
  { outcome, grade }: DecisionContent,
  courses: Iterable<Pick<Course, 'kind' | 'gradeScale'>>,
): Refusal | undefined {
  if (outcome !== 'APPROVED' || grade === undefined) return undefined;
  const possible = possibleGrades(courses);
  return possible.includes(grade)
    ? undefined
    : { refused: 'decision/grade-not-on-scale', details: { grade, possible: possible.join(', ') } };
}

/** The grades that each of these courses can have. */
export function possibleGrades(courses: Iterable<Pick<Course, 'kind' | 'gradeScale'>>): readonly string[] {
  const scales = [...courses].flatMap(({ kind, gradeScale }) => (kind === 'COURSE' && gradeScale ? [gradeScale] : []));
  const known = scales.length > 0 ? scales : (['0-5'] as const);
  return GRADES['0-5'].filter((candidate) => known.every((scale) => GRADES[scale].includes(candidate)));
}
