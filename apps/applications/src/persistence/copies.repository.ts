import { Injectable } from '@nestjs/common';
import type { EventBodies } from '#contracts';
import { type CopyTable, keepNewest } from '#messaging';
import { prepared, rowsChanged, type SqlRunner } from '#platform';
import type { Target } from '../domain/application.js';
import type { KnownPerson } from '../domain/rules/a-named-handler-works-in-the-same-institution.js';
import type { KnownStudyRight } from '../domain/rules/a-study-right-must-be-the-students-own-and-live.js';
import type { KnownCourse, Validity } from '../domain/validity.js';

const PERSONS: CopyTable = {
  table: 'person_copy',
  key: ['institution_oid', 'person_id'],
  forgettable: true,
  content: ['first_name', 'last_name', 'roles', 'valid_from', 'valid_until'],
  learnt: ['programme_codes', 'identifiers'],
};
const COURSES: CopyTable = {
  table: 'course_copy',
  key: ['institution_oid', 'course_code'],
  content: ['name', 'credits', 'kind', 'valid_from', 'valid_until'],
  learnt: ['described'],
};
const DEGREE_PROGRAMMES: CopyTable = {
  table: 'degree_programme_copy',
  key: ['institution_oid', 'programme_code'],
  content: ['name', 'valid_from', 'valid_until'],
};

/** Days as text: a driver's Date would be a moment in some zone. */
const VALIDITY = `to_char(valid_from, 'YYYY-MM-DD') AS "validFrom", to_char(valid_until, 'YYYY-MM-DD') AS "validUntil"`;

/** What comes with every command of a student. */
const PERSON = {
  name: 'known-person',
  text: `
  SELECT person_id AS "personId", roles, programme_codes AS "programmeCodes", ${VALIDITY} FROM person_copy WHERE institution_oid = $1 AND person_id = $2`,
};
const KNOWN_COURSES = {
  name: 'known-courses',
  text: `
  SELECT course_code AS "courseCode", name, credits::float8 AS credits, kind, ${VALIDITY}
    FROM course_copy WHERE institution_oid = $1 AND course_code = ANY ($2::text[])`,
};
const PROGRAMME = {
  name: 'programme-validity',
  text: `
  SELECT ${VALIDITY} FROM degree_programme_copy WHERE institution_oid = $1 AND programme_code = $2`,
};
const STUDY_RIGHT_COLUMNS = `
  study_right_id AS "studyRightId", learner_id AS "learnerId", kind, programme_code AS "programmeCode", live,
  invalidated, to_char(start_date, 'YYYY-MM-DD') AS "startDate", to_char(end_date, 'YYYY-MM-DD') AS "endDate",
  EXISTS (SELECT FROM institution_setting WHERE institution_oid = $1
             AND study_right_copy.type = ANY (blocked_study_right_types)) AS "typeBlocked"`;
const STUDY_RIGHT = {
  name: 'known-study-right',
  text: `SELECT ${STUDY_RIGHT_COLUMNS} FROM study_right_copy WHERE institution_oid = $1 AND study_right_id = $2`,
};
const STUDY_RIGHTS_OF_LEARNER = {
  name: 'study-rights-of-learner',
  text: `
  SELECT ${STUDY_RIGHT_COLUMNS} FROM study_right_copy
   WHERE institution_oid = $1 AND learner_id = $2 AND ($3::text IS NULL OR study_right_id > $3)
   ORDER BY study_right_id LIMIT $4`,
};

type StudyRightState = Omit<EventBodies['study-rights.study-right-stored.v1'], 'state' | 'sourceId'>;

function validityOf({ validFrom = null, validUntil = null }: Partial<Validity>) {
  return { valid_from: validFrom, valid_until: validUntil };
}

/** What the university sends of it; the rest it does not send. */
function sent(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
}

/**
 * This service's copies of facts that others own: people, courses, degree programmes, study rights. Only what the service
 * needs is kept, and an event that is not newer than the copy changes nothing.
 */
@Injectable()
export class CopiesRepository {
  async keepPersons(sql: SqlRunner, bodies: readonly EventBodies['university.person-published.v1'][]): Promise<number> {
    const rows = bodies.map((body) => ({
      institution_oid: body.institutionOid,
      person_id: body.personId,
      version: body.version,
      first_name: body.firstName,
      last_name: body.lastName,
      roles: body.roles.toSorted(),
      programme_codes: body.programmeCodes.toSorted(),
      // The birth date is for nothing here, and is not kept.
      identifiers: sent({ studentNumber: body.studentNumber }),
      ...validityOf(body),
    }));
    return keepNewest(sql, PERSONS, rows);
  }

  /** Name, number, roles and programmes go; id and version stay, so that an older fact does not bring them back. */
  async forgetPerson(sql: SqlRunner, personId: string): Promise<void> {
    await sql.query(
      `UPDATE person_copy SET first_name = NULL, last_name = NULL, roles = '{}', valid_from = NULL, valid_until = NULL,
              programme_codes = NULL, identifiers = NULL, forgotten = true
        WHERE person_id = $1`,
      [personId],
    );
  }

  async keepCourses(sql: SqlRunner, bodies: readonly EventBodies['university.course-published.v1'][]): Promise<number> {
    const rows = bodies.map((body) => ({
      institution_oid: body.institutionOid,
      course_code: body.courseCode,
      version: body.version,
      name: body.name,
      credits: body.credits,
      kind: body.kind,
      described: sent({
        ...{ learningOutcomes: body.learningOutcomes, ownerOrganisationCode: body.ownerOrganisationCode },
        ...{ responsiblePersonId: body.responsiblePersonId, successorCourseCode: body.successorCourseCode },
      }),
      ...validityOf(body),
    }));
    return keepNewest(sql, COURSES, rows);
  }

  async keepDegreeProgramme(
    sql: SqlRunner,
    body: EventBodies['university.degree-programme-published.v1'],
  ): Promise<number> {
    const { institutionOid, programmeCode, version, name } = body;
    const row = { institution_oid: institutionOid, programme_code: programmeCode, version, name, ...validityOf(body) };
    return keepNewest(sql, DEGREE_PROGRAMMES, [row]);
  }

  async keepStudyRight(sql: SqlRunner, body: StudyRightState): Promise<number> {
    return this.storeStudyRight(sql, body, { completes: false });
  }

  /** The whole state published again: it completes what a mere invalidation has left in the same version. */
  async keepRestatedStudyRight(
    sql: SqlRunner,
    body: EventBodies['study-rights.study-right-restated.v1'],
  ): Promise<number> {
    const stored = await this.storeStudyRight(sql, body, { completes: true });
    return stored + (body.invalidated ? await this.markStudyRightInvalidated(sql, body) : 0);
  }

  private async storeStudyRight(
    sql: SqlRunner,
    body: StudyRightState,
    { completes }: { readonly completes: boolean },
  ): Promise<number> {
    const stored = await rowsChanged(
      sql,
      `INSERT INTO study_right_copy AS copy (institution_oid, study_right_id, version, learner_id, kind, programme_code, live,
         start_date, end_date, type)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $11)
       ON CONFLICT (institution_oid, study_right_id) DO UPDATE
         SET version = excluded.version, learner_id = excluded.learner_id, kind = excluded.kind,
             programme_code = excluded.programme_code, live = excluded.live, start_date = excluded.start_date,
             end_date = excluded.end_date, type = excluded.type
       WHERE copy.version < excluded.version OR ($10 AND copy.version = excluded.version)`,
      [
        body.institutionOid,
        body.studyRightId,
        body.version,
        body.learnerId,
        body.kind,
        body.programmeCode,
        body.live,
        body.startDate,
        body.endDate,
        completes,
        body.type,
      ],
    );
    // A Koski study right may move to another institution of its organiser; a university's ids are its own.
    if (body.kind === 'HIGHER_EDUCATION') return stored;
    const moved = await rowsChanged(
      sql,
      `DELETE FROM study_right_copy
        WHERE study_right_id = $2 AND institution_oid <> $1 AND kind <> 'HIGHER_EDUCATION' AND version < $3`,
      [body.institutionOid, body.studyRightId, body.version],
    );
    return stored + moved;
  }

  /**
   * Invalidation is final, so the mark is never taken away again.
   * @returns 0 when there is no such study right to mark
   */
  async markStudyRightInvalidated(
    sql: SqlRunner,
    body: Pick<EventBodies['study-rights.study-right-invalidated.v1'], 'institutionOid' | 'studyRightId' | 'version'>,
  ): Promise<number> {
    return rowsChanged(
      sql,
      `UPDATE study_right_copy SET invalidated = true, version = greatest(version, $3)
        WHERE institution_oid = $1 AND study_right_id = $2`,
      [body.institutionOid, body.studyRightId, body.version],
    );
  }

  async person(sql: SqlRunner, institutionOid: string, personId: string | null): Promise<KnownPerson | undefined> {
    const [row] = await prepared<KnownPerson>(sql, PERSON, [institutionOid, personId]);
    return row;
  }

  /** The published courses among these codes, retired ones too. */
  async courses(sql: SqlRunner, institutionOid: string, codes: readonly string[]): Promise<KnownCourse[]> {
    const rows = await prepared<Target & Validity>(sql, KNOWN_COURSES, [institutionOid, codes]);
    return rows.map(({ validFrom, validUntil, ...target }) => ({ target, validFrom, validUntil }));
  }

  /** From when to when students of the programme can apply; no limits for one that has not been published. */
  async programmeValidity(sql: SqlRunner, institutionOid: string, programmeCode: string): Promise<Validity> {
    const [row] = await prepared<Validity>(sql, PROGRAMME, [institutionOid, programmeCode]);
    return row ?? { validFrom: null, validUntil: null };
  }

  async studyRight(sql: SqlRunner, institutionOid: string, studyRightId: string): Promise<KnownStudyRight | undefined> {
    const [row] = await prepared<KnownStudyRight>(sql, STUDY_RIGHT, [institutionOid, studyRightId]);
    return row;
  }

  /** In order of their ids, after the given one. */
  async studyRightsOfLearner(
    sql: SqlRunner,
    { institutionOid, personId }: { readonly institutionOid: string; readonly personId: string },
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<KnownStudyRight[]> {
    return prepared<KnownStudyRight>(sql, STUDY_RIGHTS_OF_LEARNER, [institutionOid, personId, after, limit]);
  }
}
