import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { prepared, type SqlRunner } from '#platform';
import type { Application, ApplicationPart } from '../domain/application.js';
import type { Decided } from '../domain/decided.js';
import { deriveApplicationState } from '../domain/derive-application-state.js';
import { APPLICATION, APPLICATION_PART } from './application.entity.js';

const LOCK_DRAFTS_OF_STUDENT = {
  name: 'lock-drafts-of-student',
  text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
};
const COUNT_DRAFTS = {
  name: 'count-drafts',
  text: `
  SELECT count(*)::int AS drafts
    FROM (SELECT FROM application a
           WHERE institution_oid = $1 AND student_id = $2 AND submitted_at IS NULL
             AND EXISTS (SELECT FROM application_part p
                          WHERE p.institution_oid = a.institution_oid AND p.application_id = a.id AND p.state = 'DRAFT')
           LIMIT $3) AS counted`,
};
const NEXT_NUMBER = {
  name: 'next-application-number',
  text: `
  INSERT INTO application_number AS counter (institution_oid, year, last) VALUES ($1, $2, 1)
  ON CONFLICT (institution_oid, year) DO UPDATE SET last = counter.last + 1
  RETURNING last`,
};
const DELETE_PARTS = {
  name: 'delete-parts',
  text: 'DELETE FROM application_part WHERE institution_oid = $1 AND application_id = $2 AND id = ANY ($3::uuid[])',
};

/**
 * Stores the aggregate. The application row is the lock of everything below it: each change of a part, by a person's
 * command or a decision's confirmation, holds it first, so changes of one application happen one after another, and so
 * do the events that they append.
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
    const found = await this.lock(sql, { institutionOid, id });
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
    // One after the other: parts that are newer than the version are refused when they are changed, older ones would not be.
    const [row] = await APPLICATION.find(sql, { institutionOid, id }, { except: ['state', 'lastRequest'] });
    return row && { ...row, parts: await this.partsOf(sql, row) };
  }

  async insert(sql: SqlRunner, application: Application): Promise<void> {
    const { parts, ...row } = application;
    await Promise.all([
      APPLICATION.insert(sql, [{ ...row, state: stateOf(application), lastRequest: null }]),
      this.writeParts(sql, application, parts),
    ]);
  }

  private async save(sql: SqlRunner, before: Application, after: Application, request: string | null): Promise<void> {
    if (after === before) return;
    const { institutionOid, id, version } = before;
    const { studyRightId, programmeCode, handlerId, submittedAt, changedAt, toldVersion } = after;
    const changes = {
      version: after.version,
      number: after.number,
      studyRightId,
      programmeCode,
      handlerId,
      submittedAt,
      changedAt,
      toldVersion,
      state: stateOf(after),
    };
    const stored = new Map(before.parts.map((part) => [part.id, part]));
    const differ = after.parts.filter((part) => !isDeepStrictEqual(stored.get(part.id), part));
    const gone = before.parts.filter(({ id: one }) => !after.parts.some((part) => part.id === one));
    const [affected] = await Promise.all([
      APPLICATION.update(
        sql,
        { institutionOid, id, version },
        after.version === version ? changes : { ...changes, lastRequest: request },
      ),
      gone.length > 0 && prepared(sql, DELETE_PARTS, [institutionOid, id, gone.map((part) => part.id)]),
      this.writeParts(sql, after, differ),
    ]);
    if (affected !== 1) throw new Error('an application was saved without holding its lock');
  }

  private async delete(sql: SqlRunner, { institutionOid, id }: Application): Promise<void> {
    await APPLICATION_PART.delete(sql, { institutionOid, applicationId: id });
    await APPLICATION.delete(sql, { institutionOid, id });
  }

  /** Drafts of a student, counted to the limit. Others that ask for the same student wait until this transaction has ended. */
  async countDrafts(
    sql: SqlRunner,
    { institutionOid, personId }: { readonly institutionOid: string; readonly personId: string },
    limit: number,
  ): Promise<number> {
    const [, [row]] = await Promise.all([
      prepared(sql, LOCK_DRAFTS_OF_STUDENT, [`drafts ${institutionOid} ${personId}`]),
      prepared<{ drafts: number }>(sql, COUNT_DRAFTS, [institutionOid, personId, limit]),
    ]);
    return row?.drafts ?? 0;
  }

  /**
   * The next number of an application that is sent in this year, such as 2026-114. Others that send at the same institution wait until
   * this transaction has ended; one that fails leaves no gap.
   */
  async nextNumber(sql: SqlRunner, institutionOid: string, year: number): Promise<string> {
    const [row] = await prepared<{ last: number }>(sql, NEXT_NUMBER, [institutionOid, year]);
    if (!row) throw new Error('an application got no number');
    return `${year}-${row.last}`;
  }

  private async lock(
    sql: SqlRunner,
    key: { readonly institutionOid: string; readonly id: string },
  ): Promise<{ application: Application; lastRequest: string | null } | undefined> {
    // Sent together; the parts are read when the lock is held, and so as its previous holder has left them.
    const [[row], parts] = await Promise.all([
      APPLICATION.find(sql, key, { lock: 'pessimistic_write' }),
      this.partsOf(sql, key),
    ]);
    if (!row) return undefined;
    const { lastRequest, state: _, ...application } = row;
    return { application: { ...application, parts }, lastRequest };
  }

  private async partsOf(
    sql: SqlRunner,
    { institutionOid, id }: { readonly institutionOid: string; readonly id: string },
  ): Promise<ApplicationPart[]> {
    const where = { institutionOid, applicationId: id };
    return APPLICATION_PART.find(sql, where, { order: ['number'], except: ['institutionOid', 'applicationId'] });
  }

  private async writeParts(
    sql: SqlRunner,
    { institutionOid, id: applicationId }: Application,
    parts: readonly ApplicationPart[],
  ): Promise<void> {
    await APPLICATION_PART.upsert(
      sql,
      parts.map((part) => ({ ...part, institutionOid, applicationId })),
    );
  }
}

function stateOf({ kind, parts }: Application) {
  return deriveApplicationState(kind, parts);
}
