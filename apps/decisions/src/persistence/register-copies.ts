import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Case, CasePart, LocalisedText } from '../domain/case.js';
import type { Day } from '../domain/dates.js';
import type { Course, Register } from '../domain/recording.js';

/** Copies of courses, programmes, study rights and staff names. A fact older than the one here is left out. */
@Injectable()
export class RegisterCopies {
  /** What the recording of a part needs to know: modules with all that they contain, the study right, the programme. */
  async forRecording(sql: EntityManager, kase: Case, part: CasePart): Promise<Register> {
    const courses = await sql.query<CourseRow[]>(
      `WITH RECURSIVE wanted AS (
         SELECT * FROM course_copy WHERE institution_oid = $1 AND course_code = ANY ($2::text[])
         UNION
         SELECT member.* FROM wanted JOIN course_copy member
           ON member.institution_oid = wanted.institution_oid AND member.course_code = ANY (wanted.member_course_codes)
       )
       SELECT course_code, name, credits, kind, member_course_codes FROM wanted`,
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

  async keepCourse(sql: EntityManager, institutionOid: string, version: number, course: Course): Promise<void> {
    await sql.query(
      `INSERT INTO course_copy (institution_oid, course_code, version, name, credits, kind, member_course_codes)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (institution_oid, course_code) DO UPDATE
         SET version = excluded.version, name = excluded.name, credits = excluded.credits, kind = excluded.kind,
             member_course_codes = excluded.member_course_codes
       WHERE course_copy.version < excluded.version`,
      [
        institutionOid,
        course.courseCode,
        version,
        JSON.stringify(course.name),
        course.extent,
        course.kind,
        course.memberCourseCodes,
      ],
    );
  }

  async keepProgramme(
    sql: EntityManager,
    institutionOid: string,
    version: number,
    programme: { programmeCode: string; name: LocalisedText },
  ): Promise<void> {
    await sql.query(
      `INSERT INTO programme_copy (institution_oid, programme_code, version, name) VALUES ($1, $2, $3, $4)
       ON CONFLICT (institution_oid, programme_code) DO UPDATE SET version = excluded.version, name = excluded.name
       WHERE programme_copy.version < excluded.version`,
      [institutionOid, programme.programmeCode, version, JSON.stringify(programme.name)],
    );
  }

  async keepStudyRight(
    sql: EntityManager,
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

  async keepStaffName(
    sql: EntityManager,
    institutionOid: string,
    version: number,
    person: { personId: string; name: string },
  ): Promise<void> {
    await sql.query(
      `INSERT INTO staff_copy (institution_oid, person_id, version, name) VALUES ($1, $2, $3, $4)
       ON CONFLICT (institution_oid, person_id) DO UPDATE SET version = excluded.version, name = excluded.name
       WHERE staff_copy.version < excluded.version`,
      [institutionOid, person.personId, version, person.name],
    );
  }
}

interface CourseRow {
  course_code: string;
  name: LocalisedText;
  credits: number;
  kind: Course['kind'];
  member_course_codes: string[];
}

function courseFrom(row: CourseRow): Course {
  return {
    courseCode: row.course_code,
    name: row.name,
    extent: row.credits,
    kind: row.kind,
    memberCourseCodes: row.member_course_codes,
  };
}
