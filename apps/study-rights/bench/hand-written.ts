import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import type { Opiskeluoikeus } from '../src/study-rights/domain/opiskeluoikeus.js';
import { CHANGED_DAY, CHANGED_FIELD, NAMES, payloadOf, rowOf, templateColumns } from './rows.js';

const ACTOR = 'service-user:paakayttaja';
const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  ce_specversion: '1.0',
  ce_source: '/hyvaksiluku/study-rights',
};

interface Found {
  readonly oid: string;
  readonly institution_oid: string;
  readonly learner_oid: string;
  readonly version: number;
  readonly data: Opiskeluoikeus;
}

type Sql = pg.PoolClient;

/**
 * What the service does, by hand: the least statements that keep the same rows under the same locks. No validation, no
 * rules beyond those that the database itself needs, no HTTP.
 */
export class HandWritten {
  constructor(private readonly pool: pg.Pool) {}

  /** A new study right of a new learner. */
  async create(n: number): Promise<void> {
    const { oid, learnerOid, hetu, institutionOid, sourceId, template } = rowOf(n);
    const data = payloadOf(n);
    const { type, state, startDate, endDate } = templateColumns[template] ?? {};
    await this.transaction(async (sql) => {
      await sql.query(
        `INSERT INTO learner (oid, hetu, etunimet, kutsumanimi, sukunimi, created_at)
         VALUES ($1, $2, $3, $4, $5, now()) ON CONFLICT DO NOTHING`,
        [learnerOid, hetu, NAMES.etunimet, NAMES.kutsumanimi, NAMES.sukunimi],
      );
      if ((await this.find(sql, learnerOid, sourceId)) !== undefined) throw new Error(`${sourceId} is there already`);
      await sql.query(
        `INSERT INTO study_right (oid, institution_oid, learner_oid, type, state, source_system, source_id, start_date,
           end_date, invalidated, version, data, updated_at)
         VALUES ($1, $2, $3, $4, $5, 'primus', $6, $7, $8, false, 1, $9, now())`,
        [oid, institutionOid, learnerOid, type, state, sourceId, startDate, endDate, JSON.stringify(data)],
      );
      await this.stored(sql, { oid, institutionOid, learnerOid, version: 1 }, [{ op: 'add', path: '', value: data }]);
    });
  }

  /** The next version of a study right; the same payload again makes none. */
  async transfer(n: number): Promise<void> {
    const { hetu, sourceId } = rowOf(n);
    const data = payloadOf(n, true);
    await this.transaction(async (sql) => {
      const { rows } = await sql.query<{ oid: string }>('SELECT oid FROM learner WHERE hetu = $1', [hetu]);
      const found = await this.find(sql, rows[0]?.oid ?? '', sourceId);
      if (found === undefined) throw new Error(`${sourceId} is not there`);
      const about = aboutOf(found);
      if (isDeepStrictEqual(found.data, data)) {
        await this.audit(sql, about, 'transfer-study-right', { kind: 'UNCHANGED', version: found.version });
        return;
      }
      await sql.query('UPDATE study_right SET version = version + 1, data = $2, updated_at = now() WHERE oid = $1', [
        found.oid,
        JSON.stringify(data),
      ]);
      const patch = [{ op: 'add', path: `/${CHANGED_FIELD}`, value: CHANGED_DAY }];
      await this.stored(sql, { ...about, version: found.version + 1 }, patch);
    });
  }

  /** Invalidation under the guard: a study right with a live HOKS stays, and the attempt is on record. */
  async invalidate(n: number): Promise<void> {
    await this.transaction(async (sql) => {
      const found = (
        await sql.query<Found>(
          `SELECT oid, institution_oid, learner_oid, version, data FROM study_right
           WHERE oid = $1 AND NOT invalidated FOR UPDATE`,
          [rowOf(n).oid],
        )
      ).rows[0];
      if (found === undefined) throw new Error(`Study right ${n} is not there`);
      const about = aboutOf(found);
      const hokses = await sql.query<{ id: number }>(
        'SELECT id FROM hoks WHERE study_right_oid = $1 AND deleted_at IS NULL',
        [found.oid],
      );
      const hoksId = hokses.rows[0]?.id;
      if (hoksId !== undefined) {
        await sql.query(
          `INSERT INTO invalidation_refusal (id, institution_oid, study_right_oid, hoks_id, reason, channel, key, actor_id,
             refused_at) VALUES ($1, $2, $3, $4, 'WRONG_TYPE', 'REQUEST', 'conflict.hoksExists', $5, now())`,
          [randomUUID(), found.institution_oid, found.oid, hoksId, ACTOR],
        );
        await this.append(sql, about, 'study-rights.study-right-invalidation-refused.v1', { hoksId });
        await this.audit(sql, about, 'refuse-invalidation', { hoksId });
        return;
      }
      const jakso = { alku: '2026-11-27', tila: { koodiarvo: 'mitatoity' }, mitätöinninSyy: 'WRONG_TYPE' };
      const jaksot = [...found.data.tila.opiskeluoikeusjaksot, jakso];
      const data = { ...found.data, tila: { ...found.data.tila, opiskeluoikeusjaksot: jaksot } };
      await sql.query(
        `UPDATE study_right SET version = version + 1, data = $2, state = 'mitatoity', invalidated = true,
           invalidation_reason = 'WRONG_TYPE', invalidated_on = current_date, updated_at = now() WHERE oid = $1`,
        [found.oid, JSON.stringify(data)],
      );
      const patch = [{ op: 'add', path: '/tila/opiskeluoikeusjaksot/-', value: jakso }];
      await this.history(sql, { ...about, version: found.version + 1 }, patch);
      await this.append(sql, about, 'study-rights.study-right-invalidated.v1', { reason: 'WRONG_TYPE' });
      await this.audit(sql, about, 'invalidate-study-right', { reason: 'WRONG_TYPE' });
    });
  }

  /** A page of a search by one condition, with an audit line for each person shown. @returns lines of the page */
  async search(condition: string, values: readonly unknown[]): Promise<number> {
    return this.transaction(async (sql) => {
      const { rows } = await sql.query<{ institution_oid: string; learner_oid: string }>(
        `SELECT oid, version, learner_oid, institution_oid, source_id, type, state, start_date, end_date, invalidated
         FROM study_right WHERE ${condition} ORDER BY oid LIMIT 51`,
        [...values],
      );
      const shown = rows.slice(0, 50);
      const people = [...new Set(shown.map((row) => `${row.institution_oid} ${row.learner_oid}`))];
      await sql.query(
        `INSERT INTO audit_event (institution_oid, at, actor_id, action, target_kind, target_id, subject_person_id)
         SELECT split_part(p, ' ', 1), now(), $2, 'list-study-rights', 'learner', split_part(p, ' ', 2), split_part(p, ' ', 2)
         FROM unnest($1::text[]) AS p`,
        [people, ACTOR],
      );
      return shown.length;
    });
  }

  private async find(sql: Sql, learnerOid: string, sourceId: string): Promise<Found | undefined> {
    const { rows } = await sql.query<Found>(
      `SELECT oid, institution_oid, learner_oid, version, data FROM study_right
       WHERE learner_oid = $1 AND source_system = 'primus' AND source_id = $2 AND NOT invalidated FOR UPDATE`,
      [learnerOid, sourceId],
    );
    return rows[0];
  }

  private async stored(sql: Sql, about: About, patch: object): Promise<void> {
    await this.history(sql, about, patch);
    await this.append(sql, about, 'study-rights.study-right-stored.v1', { version: about.version });
    await this.audit(sql, about, 'transfer-study-right', { kind: 'CHANGED', version: about.version });
  }

  private async history(sql: Sql, { oid, institutionOid, version }: About, patch: object): Promise<void> {
    await sql.query(
      `INSERT INTO study_right_version (institution_oid, study_right_oid, version, patch, actor_id, stored_at)
       VALUES ($1, $2, $3, $4, $5, now())`,
      [institutionOid, oid, version, JSON.stringify(patch), ACTOR],
    );
  }

  private async append(sql: Sql, about: About, type: string, more: object): Promise<void> {
    const { oid, institutionOid, learnerOid } = about;
    const id = uuidV7();
    const body = { institutionOid, studyRightId: oid, learnerId: learnerOid, ...more };
    await sql.query(
      `INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, topic, headers, institution_oid, occurred_at)
       VALUES ($1, 'study-right', $2, $3, $4, 'study-rights.study-right.v1', $5, $6, now())`,
      [id, oid, type, JSON.stringify(body), JSON.stringify({ ...HEADERS, ce_id: id, ce_type: type }), institutionOid],
    );
  }

  private async audit(sql: Sql, { oid, institutionOid, learnerOid }: About, action: string, details: object) {
    await sql.query(
      `INSERT INTO audit_event (institution_oid, at, actor_id, action, target_kind, target_id, subject_person_id, details)
       VALUES ($1, now(), $2, $3, 'study-right', $4, $5, $6)`,
      [institutionOid, ACTOR, action, oid, learnerOid, JSON.stringify(details)],
    );
  }

  private async transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const sql = await this.pool.connect();
    try {
      await sql.query('BEGIN');
      const result = await work(sql);
      await sql.query('COMMIT');
      return result;
    } catch (error) {
      await sql.query('ROLLBACK');
      throw error;
    } finally {
      sql.release();
    }
  }
}

interface About {
  readonly oid: string;
  readonly institutionOid: string;
  readonly learnerOid: string;
  readonly version: number;
}

function aboutOf({ oid, institution_oid: institutionOid, learner_oid: learnerOid, version }: Found): About {
  return { oid, institutionOid, learnerOid, version };
}
