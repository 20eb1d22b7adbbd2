import { Injectable } from '@nestjs/common';
import type { EventBodies } from '#contracts';
import type { LocalisedText } from '#kernel';
import { type CopyTable, keepNewest } from '#messaging';
import { prepared, rowsChanged, type SqlRunner } from '#platform';
import type { Case, CasePart } from '../domain/case.js';
import type { Course } from '../domain/course.js';
import type { Register } from '../domain/recording.js';
import type { StudyRightDays } from '../domain/rules/the-attainment-date-lies-inside-the-study-right.js';

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
const NAMES = {
  staff: { ...namesIn('staff_copy'), learnt: ['programme_codes'] },
  students: namesIn('student_copy'),
} as const satisfies Record<string, CopyTable>;

const STAFF: ReadonlySet<string> = new Set(['HANDLER', 'DECISION_MAKER', 'RECORDER', 'ADMIN']);

/** Modules with all that they contain. */
const COURSES_WITH_MEMBERS = {
  name: 'courses-with-members',
  text: `
  WITH RECURSIVE wanted AS (
    SELECT * FROM course_copy WHERE institution_oid = $1 AND course_code = ANY ($2::text[])
    UNION
    SELECT member.* FROM wanted JOIN course_copy member
      ON member.institution_oid = wanted.institution_oid AND member.course_code = ANY (wanted.member_course_codes)
  )
  SELECT course_code, name, credits, kind, member_course_codes, grade_scale FROM wanted`,
};
const DAYS_OF_STUDY_RIGHT = {
  name: 'days-of-study-right',
  text: `
  SELECT start_date::text AS "startDate", end_date::text AS "endDate" FROM study_right_copy
   WHERE institution_oid = $1 AND study_right_id = $2`,
};
const NAME_OF_PROGRAMME = {
  name: 'name-of-programme',
  text: 'SELECT name FROM programme_copy WHERE institution_oid = $1 AND programme_code = $2',
};
const NAME_OF_STUDENT = {
  name: 'name-of-student',
  text: 'SELECT name FROM student_copy WHERE institution_oid = $1 AND person_id = $2',
};

/** Copies of courses, programmes, study rights and names. A fact older than the one here is left out. */
@Injectable()
export class RegisterRepository {
  /** What the recording of a part needs to know: modules with all that they contain, the study right, the programme. */
  async forRecording(sql: SqlRunner, applicationCase: Case, part: CasePart): Promise<Register> {
    const { institutionOid, studyRightId, programmeCode } = applicationCase;
    const [courses, [studyRight], [programme]] = await Promise.all([
      this.coursesOf(sql, institutionOid, [part]),
      prepared<StudyRightDays>(sql, DAYS_OF_STUDY_RIGHT, [institutionOid, studyRightId]),
      prepared<{ name: LocalisedText }>(sql, NAME_OF_PROGRAMME, [institutionOid, programmeCode]),
    ]);
    return {
      courses,
      studyRight,
      programmeName: programme?.name,
    };
  }

  /** The targets of the parts by their codes, modules with all that they contain. */
  async coursesOf(
    sql: SqlRunner,
    institutionOid: string,
    parts: readonly Pick<CasePart, 'targets'>[],
  ): Promise<ReadonlyMap<string, Course>> {
    const codes = new Set(parts.flatMap(({ targets }) => targets.map(({ courseCode }) => courseCode)));
    const rows = await prepared<CourseRow>(sql, COURSES_WITH_MEMBERS, [institutionOid, [...codes]]);
    return new Map(rows.map((row) => [row.course_code, courseFrom(row)]));
  }

  async keepCourse(sql: SqlRunner, body: EventBodies['university.course-published.v1']): Promise<number> {
    const { name, kind, memberCourseCodes, gradeScale } = body;
    const key = { institution_oid: body.institutionOid, course_code: body.courseCode, version: body.version };
    const credits = Math.round(body.credits * 100);
    const row = { ...key, name, credits, kind, member_course_codes: memberCourseCodes, grade_scale: gradeScale };
    return keepNewest(sql, COURSES, [row]);
  }

  async keepProgramme(sql: SqlRunner, body: EventBodies['university.degree-programme-published.v1']): Promise<number> {
    const { institutionOid, programmeCode, version, name } = body;
    return keepNewest(sql, PROGRAMMES, [
      { institution_oid: institutionOid, programme_code: programmeCode, version, name },
    ]);
  }

  /** Higher education only: attainments belong to its study rights. */
  async keepStudyRight(
    sql: SqlRunner,
    body: EventBodies['study-rights.study-right-stored.v1' | 'study-rights.study-right-restated.v1'],
  ): Promise<number> {
    if (body.kind !== 'HIGHER_EDUCATION') return 0;
    return rowsChanged(
      sql,
      `INSERT INTO study_right_copy (institution_oid, study_right_id, version, start_date, end_date)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (institution_oid, study_right_id) DO UPDATE
         SET version = excluded.version, start_date = excluded.start_date, end_date = excluded.end_date
       WHERE study_right_copy.version < excluded.version`,
      [body.institutionOid, body.studyRightId, body.version, body.startDate, body.endDate],
    );
  }

  /** Staff, and former staff. */
  async keepStaffName(sql: SqlRunner, body: EventBodies['university.person-published.v1']): Promise<number> {
    const isStaff = body.roles.some((role) => STAFF.has(role));
    return isStaff || (await this.isStaff(sql, body.institutionOid, body.personId))
      ? this.keepName(sql, 'staff', body)
      : 0;
  }

  async keepStudentName(sql: SqlRunner, body: EventBodies['university.person-published.v1']): Promise<number> {
    return body.roles.includes('STUDENT') ? this.keepName(sql, 'students', body) : 0;
  }

  private async isStaff(sql: SqlRunner, institutionOid: string, personId: string): Promise<boolean> {
    const rows = await sql.query<unknown[]>(
      `SELECT FROM staff_copy WHERE institution_oid = $1 AND person_id = $2 AND NOT forgotten`,
      [institutionOid, personId],
    );
    return rows.length > 0;
  }

  private async keepName(
    sql: SqlRunner,
    of: keyof typeof NAMES,
    body: EventBodies['university.person-published.v1'],
  ): Promise<number> {
    const { institutionOid, version, personId, firstName, lastName, programmeCodes } = body;
    const row = { institution_oid: institutionOid, person_id: personId, version, name: `${firstName} ${lastName}` };
    // Where staff work decides on what they may (R15).
    const more = of === 'staff' && { programme_codes: programmeCodes.toSorted() };
    return keepNewest(sql, NAMES[of], [{ ...row, ...more }]);
  }

  /** The name goes; id and version stay, so that an older fact does not bring it back. */
  async forgetName(sql: SqlRunner, of: keyof typeof NAMES, personId: string): Promise<void> {
    const more = of === 'staff' ? ', programme_codes = NULL' : '';
    await sql.query(`UPDATE ${NAMES[of].table} SET name = NULL${more}, forgotten = true WHERE person_id = $1`, [
      personId,
    ]);
  }

  /** Undefined when it has not been published, or was forgotten. */
  async nameOfStudent(sql: SqlRunner, institutionOid: string, personId: string): Promise<string | undefined> {
    const [row] = await prepared<{ name: string | null }>(sql, NAME_OF_STUDENT, [institutionOid, personId]);
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
