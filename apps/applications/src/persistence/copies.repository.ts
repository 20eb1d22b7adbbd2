import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventBodies } from '#contracts';
import type { LocalisedText, Target } from '../domain/application.js';
import type { KnownPerson } from '../domain/rules/a-named-handler-works-in-the-same-institution.js';
import type { KnownStudyRight } from '../domain/rules/a-study-right-must-be-the-students-own-and-live.js';

/**
 * This service's copies of facts that others own: people, courses, degree programmes, study rights. Only what the service
 * needs is kept, and an event that is not newer than the copy changes nothing.
 */
@Injectable()
export class CopiesRepository {
  /** Of several facts about one person the newest counts, in whatever order they stand. */
  async keepPersons(
    sql: EntityManager,
    bodies: readonly EventBodies['university.person-published.v1'][],
  ): Promise<void> {
    await sql.query(
      `INSERT INTO person_copy AS copy (institution_oid, person_id, version, first_name, last_name, roles)
       SELECT DISTINCT ON ("institutionOid", "personId") "institutionOid", "personId", version, "firstName", "lastName", roles
         FROM jsonb_to_recordset($1::jsonb) AS published
                ("institutionOid" text, "personId" text, version integer, "firstName" text, "lastName" text, roles text[])
        ORDER BY "institutionOid", "personId", version DESC
       ON CONFLICT (institution_oid, person_id) DO UPDATE
         SET version = excluded.version, first_name = excluded.first_name, last_name = excluded.last_name, roles = excluded.roles
       WHERE copy.version < excluded.version`,
      [JSON.stringify(bodies)],
    );
  }

  /** Of several facts about one course the newest counts, in whatever order they stand. */
  async keepCourses(
    sql: EntityManager,
    bodies: readonly EventBodies['university.course-published.v1'][],
  ): Promise<void> {
    await sql.query(
      `INSERT INTO course_copy AS copy (institution_oid, course_code, version, name, credits, kind)
       SELECT DISTINCT ON ("institutionOid", "courseCode") "institutionOid", "courseCode", version, name, credits, kind
         FROM jsonb_to_recordset($1::jsonb) AS published
                ("institutionOid" text, "courseCode" text, version integer, name jsonb, credits numeric, kind text)
        ORDER BY "institutionOid", "courseCode", version DESC
       ON CONFLICT (institution_oid, course_code) DO UPDATE
         SET version = excluded.version, name = excluded.name, credits = excluded.credits, kind = excluded.kind
       WHERE copy.version < excluded.version`,
      [JSON.stringify(bodies)],
    );
  }

  async keepDegreeProgramme(
    sql: EntityManager,
    body: EventBodies['university.degree-programme-published.v1'],
  ): Promise<void> {
    await sql.query(
      `INSERT INTO degree_programme_copy AS copy (institution_oid, programme_code, version, name)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT (institution_oid, programme_code) DO UPDATE SET version = excluded.version, name = excluded.name
       WHERE copy.version < excluded.version`,
      [body.institutionOid, body.programmeCode, body.version, JSON.stringify(body.name)],
    );
  }

  /** @param restated the whole state told again: it completes what a mere invalidation has left in the same version */
  async keepStudyRight(
    sql: EntityManager,
    body: Omit<EventBodies['study-rights.study-right-stored.v1'], 'state' | 'sourceId'>,
    restated = false,
  ): Promise<void> {
    await sql.query(
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
        restated,
        body.type,
      ],
    );
    // A Koski study right may move to another institution of its organiser; a university's ids are its own.
    if (body.kind === 'HIGHER_EDUCATION') return;
    await sql.query(
      `DELETE FROM study_right_copy
        WHERE study_right_id = $2 AND institution_oid <> $1 AND kind <> 'HIGHER_EDUCATION' AND version < $3`,
      [body.institutionOid, body.studyRightId, body.version],
    );
  }

  /**
   * Invalidation is final, so the mark is never taken away again.
   * @returns false when there is no such study right to mark
   */
  async markStudyRightInvalidated(
    sql: EntityManager,
    body: Pick<EventBodies['study-rights.study-right-invalidated.v1'], 'institutionOid' | 'studyRightId' | 'version'>,
  ): Promise<boolean> {
    const [, marked] = await sql.query<[unknown[], number]>(
      `UPDATE study_right_copy SET invalidated = true, version = greatest(version, $3)
        WHERE institution_oid = $1 AND study_right_id = $2`,
      [body.institutionOid, body.studyRightId, body.version],
    );
    return marked > 0;
  }

  async person(sql: EntityManager, institutionOid: string, personId: string | null): Promise<KnownPerson | undefined> {
    const [row] = await sql.query<{ person_id: string; roles: string[] }[]>(
      `SELECT person_id, roles FROM person_copy WHERE institution_oid = $1 AND person_id = $2`,
      [institutionOid, personId],
    );
    return row && { personId: row.person_id, roles: row.roles };
  }

  /** The published courses among these codes, as targets of a part. */
  async courses(
    sql: EntityManager,
    institutionOid: string,
    codes: readonly string[],
  ): Promise<ReadonlyMap<string, Target>> {
    const rows = await sql.query<{ course_code: string; name: LocalisedText; credits: string; kind: Target['kind'] }[]>(
      `SELECT course_code, name, credits, kind FROM course_copy WHERE institution_oid = $1 AND course_code = ANY ($2::text[])`,
      [institutionOid, codes],
    );
    return new Map(
      rows.map((row) => [
        row.course_code,
        { courseCode: row.course_code, name: row.name, credits: Number(row.credits), kind: row.kind },
      ]),
    );
  }

  async studyRight(
    sql: EntityManager,
    institutionOid: string,
    studyRightId: string,
  ): Promise<KnownStudyRight | undefined> {
    const [row] = await sql.query<KnownStudyRight[]>(
      `SELECT study_right_id AS "studyRightId", learner_id AS "learnerId", kind, programme_code AS "programmeCode", live,
              invalidated, to_char(start_date, 'YYYY-MM-DD') AS "startDate", to_char(end_date, 'YYYY-MM-DD') AS "endDate",
              EXISTS (SELECT FROM institution_setting WHERE institution_oid = $1
                         AND study_right_copy.type = ANY (blocked_study_right_types)) AS "typeBlocked"
         FROM study_right_copy WHERE institution_oid = $1 AND study_right_id = $2`,
      [institutionOid, studyRightId],
    );
    return row;
  }
}
