import { Injectable } from '@nestjs/common';
import { fieldsOf, type SqlRunner } from '#platform';
import type { Application, ApplicationPart } from '../domain/application.js';
import type { Decided } from '../domain/decided.js';

const APPLICATION = fieldsOf<Omit<Application, 'parts'>>({
  id: 'id',
  institutionOid: 'institution_oid',
  kind: 'kind',
  version: 'version',
  toldVersion: 'told_version',
  studentId: 'student_id',
  studyRightId: 'study_right_id',
  programmeCode: 'programme_code',
  handlerId: 'handler_id',
  continuedFromId: 'continued_from_id',
  createdAt: 'created_at',
  submittedAt: 'submitted_at',
  changedAt: 'changed_at',
});

const PART = fieldsOf<ApplicationPart>({
  id: 'id',
  number: 'number',
  round: 'round',
  state: 'state',
  outcome: 'outcome',
  decisionId: 'decision_id',
  handlerId: 'handler_id',
  content: 'content',
  returnReasonCodes: 'return_reason_codes',
  returnMessage: 'return_message',
  continuedInId: 'continued_in_id',
});

/**
 * Stores the aggregate. The application row is the lock of everything below it: whoever changes a part, a person's command
 * or a decision's confirmation, holds it first, so changes of one application happen one after another, and so do the events
 * that they append.
 */
@Injectable()
export class ApplicationRepository {
  /**
   * Loads the application, asks what is to become of it, and stores that. It is locked from here until the transaction ends, and
   * there is no other way to store a change.
   * @param target `request`: what the change is to be known by when it is asked for again; null when nobody asks
   * @param decide also gets what the newest version is known by
   * @returns what was decided; undefined when the institution has no application with this id
   */
  async change(
    sql: SqlRunner,
    { institutionOid, id, request }: { institutionOid: string; id: string; request: string | null },
    decide: (before: Application, lastRequest: string | null) => Decided | Promise<Decided>,
  ): Promise<Decided | undefined> {
    const found = await this.load(sql, institutionOid, id, 'FOR UPDATE');
    if (!found) return undefined;
    const before = found.application;
    const decided = await decide(before, found.lastRequest);
    if (decided.repeated) return decided;
    if (decided.gone) await this.delete(sql, before);
    else await this.save(sql, before, decided.application, request);
    if (decided.draft) await this.insert(sql, decided.draft);
    return decided;
  }

  /** The newest draft that has taken over parts of the application; undefined when there is none. */
  async draftOf(sql: SqlRunner, { institutionOid, id, studentId }: Application): Promise<Application | undefined> {
    const [row] = await sql.query<{ id: string }[]>(
      `SELECT id FROM application WHERE institution_oid = $1 AND student_id = $2 AND continued_from_id = $3
        ORDER BY created_at DESC, id DESC LIMIT 1`,
      [institutionOid, studentId, id],
    );
    return row && this.find(sql, institutionOid, row.id);
  }

  /** The application as last committed, without a lock. */
  async find(sql: SqlRunner, institutionOid: string, id: string): Promise<Application | undefined> {
    return (await this.load(sql, institutionOid, id, ''))?.application;
  }

  async insert(sql: SqlRunner, application: Application): Promise<void> {
    await sql.query(
      `INSERT INTO application (${APPLICATION.columns}) VALUES (${APPLICATION.placeholders})`,
      APPLICATION.valuesOf(application),
    );
    await this.writeParts(sql, application);
  }

  private async save(sql: SqlRunner, before: Application, after: Application, request: string | null): Promise<void> {
    if (after === before) return;
    const [guarded] = await sql.query<{ rows: number }[]>(
      `WITH updated AS (
         UPDATE application
            SET version = $4, study_right_id = $5, programme_code = $6, handler_id = $7, submitted_at = $8, changed_at = $9,
                told_version = $10, last_request = CASE WHEN version = $4 THEN last_request ELSE $11 END
          WHERE institution_oid = $1 AND id = $2 AND version = $3
          RETURNING 1)
       SELECT count(*)::int AS rows FROM updated`,
      [
        before.institutionOid,
        before.id,
        before.version,
        after.version,
        after.studyRightId,
        after.programmeCode,
        after.handlerId,
        after.submittedAt,
        after.changedAt,
        after.toldVersion,
        request,
      ],
    );
    if (guarded?.rows !== 1) throw new Error('an application was saved without holding its lock');
    await this.writeParts(sql, after);
  }

  private async delete(sql: SqlRunner, { institutionOid, id }: Application): Promise<void> {
    await sql.query(`DELETE FROM application_part WHERE institution_oid = $1 AND application_id = $2`, [
      institutionOid,
      id,
    ]);
    await sql.query(`DELETE FROM application WHERE institution_oid = $1 AND id = $2`, [institutionOid, id]);
  }

  /** Drafts of a student, counted to the limit. Others that ask for the same student wait until this transaction has ended. */
  async countDrafts(
    sql: SqlRunner,
    { institutionOid, personId }: { readonly institutionOid: string; readonly personId: string },
    limit: number,
  ): Promise<number> {
    await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`drafts ${institutionOid} ${personId}`]);
    const [row] = await sql.query<{ drafts: number }[]>(
      `SELECT count(*)::int AS drafts
         FROM (SELECT FROM application a
                WHERE institution_oid = $1 AND student_id = $2 AND submitted_at IS NULL
                  AND EXISTS (SELECT FROM application_part p
                               WHERE p.institution_oid = a.institution_oid AND p.application_id = a.id AND p.state = 'DRAFT')
                LIMIT $3) AS counted`,
      [institutionOid, personId, limit],
    );
    return row?.drafts ?? 0;
  }

  private async load(
    sql: SqlRunner,
    institutionOid: string,
    id: string,
    lock: string,
  ): Promise<{ application: Application; lastRequest: string | null } | undefined> {
    const [row] = await sql.query<(Omit<Application, 'parts'> & { lastRequest: string | null })[]>(
      `SELECT ${APPLICATION.selected}, last_request AS "lastRequest" FROM application
        WHERE institution_oid = $1 AND id = $2 ${lock}`,
      [institutionOid, id],
    );
    if (!row) return undefined;
    const parts = await sql.query<ApplicationPart[]>(
      `SELECT ${PART.selected} FROM application_part WHERE institution_oid = $1 AND application_id = $2 ORDER BY number`,
      [institutionOid, id],
    );
    const { lastRequest, ...application } = row;
    return { application: { ...application, parts }, lastRequest };
  }

  private async writeParts(sql: SqlRunner, application: Application): Promise<void> {
    const { institutionOid, id, parts } = application;
    await sql.query(
      `DELETE FROM application_part WHERE institution_oid = $1 AND application_id = $2 AND NOT (id = ANY ($3::uuid[]))`,
      [institutionOid, id, parts.map((part) => part.id)],
    );
    await sql.query(
      `INSERT INTO application_part (institution_oid, application_id, ${PART.columns})
       SELECT $1, $2, ${PART.columns} FROM jsonb_populate_recordset(NULL::application_part, $3::jsonb)
       ON CONFLICT (institution_oid, id) DO UPDATE SET ${PART.overwritten}`,
      [institutionOid, id, JSON.stringify(parts.map((part) => PART.rowOf(part)))],
    );
  }
}
