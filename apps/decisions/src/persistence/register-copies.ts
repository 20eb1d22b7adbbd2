import { Injectable } from '@nestjs/common';
import type { EventBodies } from '#contracts';
import type { Day, LocalisedText } from '#kernel';
import { type CopyTable, keepNewest } from '#messaging';
import type { SqlRunner } from '#platform';
import type { Case, CasePart } from '../domain/case.js';
import type { Course } from '../domain/course.js';
import type { Register } from '../domain/recording.js';

const COURSES: CopyTable = {
  table: 'course_copy',
  key: ['institution_oid', 'course_code'],
  content: ['name', 'credits', 'kind', 'member_course_codes'],
  learnt: ['grade_scale'],
};
const PROGRAMMES: CopyTable = {
  table: 'programme_copy',
  key: ['institution_oid', 'programme_code'],
  content: ['name'],
};
/** Whose names are kept, and where. */
const NAMES = { staff: namesIn('staff_copy'), students: namesIn('student_copy') };

/** Copies of courses, programmes, study rights and names. A fact older than the one here is left out. */
@Injectable()
export class RegisterCopies {
  /** What the recording of a part needs to know: modules with all that they contain, the study right, the programme. */
  async forRecording(sql: SqlRunner, kase: Case, part: CasePart): Promise<Register> {
    const courses = await sql.query<CourseRow[]>(
      `WITH RECURSIVE wanted AS (
         SELECT * FROM course_copy WHERE institution_oid = $1 AND course_code = ANY ($2::text[])
         UNION
         SELECT member.* FROM wanted JOIN course_copy member
           ON member.institution_oid = wanted.institution_oid AND member.course_code = ANY (wanted.member_course_codes)
       )
       SELECT course_code, name, credits, kind, member_course_codes, grade_scale FROM wanted`,
      [kase.institutionOid, part.targets.map(({ courseCode }) => courseCode)],
    );
    const [studyRight] = await sql.query<{ start_date: Day | null; end_date: Day | null }[]>(
      `SELECT start_date::text, end_date::text FROM study_right_copy WHERE institution_oid = $1 AND study_right_id = $2`,
      [kase.institutionOid, kase.studyRightId],
    );
    const [programme] = await sql.query<{ name: LocalisedText }[]>(
      `SELECT name FROM programme_copy WHERE institution_oid = $1 AND programme_code = $2`,
      [kase.institutionOid, kase.programmeCode],
    );
    return {
      courses: new Map(courses.map((row) => [row.course_code, courseFrom(row)])),
      studyRight: studyRight && { startDate: studyRight.start_date, endDate: studyRight.end_date },
      programmeName: programme?.name,
    };
  }

  async keepCourse(sql: SqlRunner, institutionOid: string, version: number, course: Course): Promise<void> {
    const { courseCode, name, extent, kind, memberCourseCodes, gradeScale } = course;
    const row = { name, credits: extent, kind, member_course_codes: memberCourseCodes, grade_scale: gradeScale };
    await keepNewest(sql, COURSES, [{ institution_oid: institutionOid, course_code: courseCode, version, ...row }]);
  }

  async keepProgramme(
    sql: SqlRunner,
    institutionOid: string,
    version: number,
    { programmeCode, name }: { programmeCode: string; name: LocalisedText },
  ): Promise<void> {
    await keepNewest(sql, PROGRAMMES, [
      { institution_oid: institutionOid, programme_code: programmeCode, version, name },
    ]);
  }

  async keepStudyRight(
    sql: SqlRunner,
    institutionOid: string,
    version: number,
    right: { studyRightId: string; startDate: Day | null; endDate: Day | null },
  ): Promise<void> {
    await sql.query(
      `INSERT INTO study_right_copy (institution_oid, study_right_id, version, start_date, end_date)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (institution_oid, study_right_id) DO UPDATE
         SET version = excluded.version, start_date = excluded.start_date, end_date = excluded.end_date
       WHERE study_right_copy.version < excluded.version`,
      [institutionOid, right.studyRightId, version, right.startDate, right.endDate],
    );
  }

  async isStaff(sql: SqlRunner, institutionOid: string, personId: string): Promise<boolean> {
    const rows = await sql.query<unknown[]>(
      `SELECT FROM staff_copy WHERE institution_oid = $1 AND person_id = $2 AND NOT forgotten`,
      [institutionOid, personId],
    );
    return rows.length > 0;
  }

  async keepName(
    sql: SqlRunner,
    of: keyof typeof NAMES,
    { institutionOid, version, personId, firstName, lastName }: EventBodies['university.person-published.v1'],
  ): Promise<void> {
    const name = `${firstName} ${lastName}`;
    await keepNewest(sql, NAMES[of], [{ institution_oid: institutionOid, person_id: personId, version, name }]);
  }

  /** The name goes; id and version stay, so that an older fact does not bring it back. */
  async forgetName(sql: SqlRunner, of: keyof typeof NAMES, personId: string): Promise<void> {
    await sql.query(`UPDATE ${NAMES[of].table} SET name = NULL, forgotten = true WHERE person_id = $1`, [personId]);
  }

  /** Undefined when it has not been told, or was forgotten. */
  async nameOfStudent(sql: SqlRunner, institutionOid: string, personId: string): Promise<string | undefined> {
    const [row] = await sql.query<{ name: string | null }[]>(
      `SELECT name FROM student_copy WHERE institution_oid = $1 AND person_id = $2`,
      [institutionOid, personId],
    );
    return row?.name ?? undefined;
  }
}

function namesIn(table: string): CopyTable {
  return { table, key: ['institution_oid', 'person_id'], content: ['name'], forgettable: true };
}

interface CourseRow {
  course_code: string;
  name: LocalisedText;
  credits: number;
  kind: Course['kind'];
  member_course_codes: string[];
  grade_scale: Course['gradeScale'];
}

function courseFrom(row: CourseRow): Course {
  return {
    courseCode: row.course_code,
    name: row.name,
    extent: row.credits,
    kind: row.kind,
    memberCourseCodes: row.member_course_codes,
    gradeScale: row.grade_scale,
  };
}
