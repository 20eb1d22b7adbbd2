import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { prepared, type SqlRunner } from '#platform';
import type { Case, CasePart } from '../domain/case.js';
import { CASE, CASE_PART, type CasePartRow, type CaseRow } from './case.entity.js';

/** Adds the copy of an application; 0 rows when another has added it meanwhile, in this version or a later one. */
const ADD = {
  name: 'add-case',
  text: `
  INSERT INTO application_case AS stored (${CASE.columns})
  SELECT ${CASE.columns} FROM jsonb_populate_record(NULL::application_case, $1::jsonb)
  ON CONFLICT (institution_oid, application_id) DO UPDATE
    SET version = excluded.version, state = excluded.state, student_id = excluded.student_id,
        study_right_id = excluded.study_right_id, programme_code = excluded.programme_code
  WHERE stored.version < excluded.version
  RETURNING 1`,
};

/** Which application of which institution. */
export interface CaseKey {
  readonly institutionOid: string;
  readonly applicationId: string;
}

/**
 * The copies of applications. Any change to a case locks its row first: the events of a case share a key, so the
 * order of locks is the order of events.
 */
@Injectable()
export class CaseRepository {
  /**
   * Loads the case, if there is one, asks what it looks like now, and stores that. It is locked from here until the transaction
   * ends.
   * @param follow undefined: it stays as it is
   */
  async change(
    sql: SqlRunner,
    key: CaseKey,
    follow: (before: Case | undefined) => Case | undefined,
  ): Promise<Case | undefined> {
    const before = await this.lock(sql, key);
    const after = follow(before);
    if (after) await this.save(sql, before, after);
    return after;
  }

  /** The case with its row locked for the rest of the transaction. */
  async lock(sql: SqlRunner, { institutionOid, applicationId }: CaseKey): Promise<Case | undefined> {
    const where = { institutionOid, applicationId };
    // Sent together; the parts are read when the lock is held, and so as its previous holder has left them.
    const [[row], parts] = await Promise.all([
      CASE.find(sql, where, { lock: 'pessimistic_write' }),
      this.partsOf(sql, where),
    ]);
    return row && { ...row, parts };
  }

  async find(sql: SqlRunner, { institutionOid, applicationId }: CaseKey): Promise<Case | undefined> {
    const where = { institutionOid, applicationId };
    const [row] = await CASE.find(sql, where);
    return row && { ...row, parts: await this.partsOf(sql, where) };
  }

  /** The current handlers of any part that the student has, or had, before the institution. */
  async handlersOfStudent(sql: SqlRunner, institutionOid: string, studentId: string): Promise<string[]> {
    const rows = await sql.query<{ handler_id: string }[]>(
      `SELECT DISTINCT part.handler_id FROM application_case "case"
         JOIN case_part part USING (institution_oid, application_id)
        WHERE "case".institution_oid = $1 AND "case".student_id = $2 AND part.handler_id IS NOT NULL`,
      [institutionOid, studentId],
    );
    return rows.map((row) => row.handler_id);
  }

  private async save(sql: SqlRunner, before: Case | undefined, after: Case): Promise<void> {
    const { parts, ...row } = after;
    if (!(await (before ? this.update(sql, before, row) : this.add(sql, row)))) return;
    const { institutionOid, applicationId } = after;
    const stored = new Map((before?.parts ?? []).map((part) => [part.partId, part]));
    const differ = parts.filter((part) => !isDeepStrictEqual(stored.get(part.partId), part));
    const gone = [...stored.keys()].filter((partId) => !parts.some((part) => part.partId === partId));
    await Promise.all([
      ...gone.map((partId) => CASE_PART.delete(sql, { institutionOid, applicationId, partId })),
      CASE_PART.upsert(
        sql,
        differ.map((part): CasePartRow => ({ ...part, institutionOid, applicationId })),
      ),
    ]);
  }

  private async update(sql: SqlRunner, before: Case, after: CaseRow): Promise<boolean> {
    const { institutionOid, applicationId, ...changes } = after;
    const affected = await CASE.update(sql, { institutionOid, applicationId, version: before.version }, changes);
    if (affected !== 1) throw new Error(`case ${applicationId} was saved without holding its lock`);
    return true;
  }

  private async add(sql: SqlRunner, row: CaseRow): Promise<boolean> {
    const added = await prepared(sql, ADD, [JSON.stringify(CASE.rowOf(row))]);
    return added.length > 0;
  }

  private async partsOf(sql: SqlRunner, where: CaseKey): Promise<CasePart[]> {
    return CASE_PART.find(sql, where, { order: ['number', 'partId'], except: ['institutionOid', 'applicationId'] });
  }
}
