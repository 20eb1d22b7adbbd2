import { randomInt } from 'node:crypto';
import type { SqlRunner } from '#platform';
import { learnerOidOf } from '../domain/oids.js';
import type { LearnerIdentity } from '../koski/transfer-body.js';

const OID_TRIES = 5;
/** A person is merged into another a few times at most; a circle ends here. */
const MOST_MERGES = 10;

/** One person under all the oids that the person has (master and slaves), sorted. */
export interface Learner {
  /** The oid that was given, or made. */
  readonly oid: string;
  readonly oids: readonly string[];
}

/**
 * Table `learner`: people who came with their personal identity code (hetu), and which oids are one person. The only
 * place where a hetu is stored. A learner who came by oid alone has no row.
 */
class LearnerTable {
  /** The learner meant; one with an unknown hetu is new. Ask inside the savepoint of the transfer. */
  async resolve(sql: SqlRunner, identity: LearnerIdentity, at: Date): Promise<Learner> {
    const oid = 'oid' in identity ? identity.oid : await this.oidOfHetu(sql, identity, at);
    return { oid, oids: await this.oidsOf(sql, oid) };
  }

  /** All oids of the person who has this one. */
  async oidsOf(sql: SqlRunner, oid: string): Promise<string[]> {
    const rows = await sql.query<{ oid: string }[]>(
      `WITH master AS (SELECT coalesce((SELECT master_oid FROM learner WHERE oid = $1), $1) AS oid)
       SELECT $1 AS oid UNION SELECT oid FROM master
       UNION SELECT slave.oid FROM learner slave JOIN master ON slave.master_oid = master.oid ORDER BY oid`,
      [oid],
    );
    return rows.map((row) => row.oid);
  }

  /** The newest oid of the person who has this one; the oid itself when nothing else is known. */
  async masterOf(sql: SqlRunner, oid: string): Promise<string> {
    const rows = await sql.query<{ oid: string }[]>(
      `WITH RECURSIVE chain AS (
         SELECT $1::text AS oid, 0 AS step
         UNION ALL SELECT l.master_oid, step + 1 FROM chain JOIN learner l ON l.oid = chain.oid
         WHERE l.master_oid IS NOT NULL AND step < ${MOST_MERGES})
       SELECT oid FROM chain ORDER BY step DESC LIMIT 1`,
      [oid],
    );
    return rows[0]?.oid ?? oid;
  }

  private async oidOfHetu(
    sql: SqlRunner,
    person: Extract<LearnerIdentity, { hetu: string }>,
    at: Date,
  ): Promise<string> {
    for (let tries = 0; tries < OID_TRIES; tries += 1) {
      // Two transfers may bring one new person at the same moment: the second waits here for the first.
      await sql.query(
        `INSERT INTO learner (oid, hetu, etunimet, kutsumanimi, sukunimi, created_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        [
          learnerOidOf(randomInt(1_000_000_000, 10_000_000_000)),
          person.hetu,
          person.etunimet ?? null,
          person.kutsumanimi ?? null,
          person.sukunimi ?? null,
          at,
        ],
      );
      const [row] = await sql.query<{ oid: string }[]>('SELECT oid FROM learner WHERE hetu = $1', [person.hetu]);
      if (row !== undefined) return row.oid;
    }
    throw new Error(`No free learner oid found in ${OID_TRIES} tries`);
  }
}

export const learnerTable = new LearnerTable();
