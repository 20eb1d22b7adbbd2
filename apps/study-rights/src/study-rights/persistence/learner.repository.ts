import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { posted, prepared, type SqlRunner } from '#platform';
import { learnerOidOf } from '../domain/oids.js';
import type { LearnerIdentity } from '../koski/transfer-body.js';

/** A person is merged into another a few times at most; a circle ends here. */
const MOST_MERGES = 10;

/** All oids, in order, of the person who has the one that is the value of a parameter. */
export function oidsOf(parameter: string): string {
  return `WITH master AS (SELECT coalesce((SELECT master_oid FROM learner WHERE oid = ${parameter}), ${parameter}) AS oid)
    SELECT ${parameter} AS oid UNION SELECT oid FROM master
    UNION SELECT slave.oid FROM learner slave JOIN master ON slave.master_oid = master.oid ORDER BY oid`;
}

const OIDS_OF = { name: 'learner-oids', text: oidsOf('$1') };

/**
 * The person whose oid or hetu is given: the oid of the row that was meant, and beside it all oids in order. No row when no
 * learner has the hetu. The lock comes with the first row.
 */
const LOCK_PERSON = {
  name: 'learner-lock',
  text: `WITH given AS (SELECT coalesce($1::text, (SELECT oid FROM learner WHERE hetu = $2)) AS oid),
    master AS (SELECT coalesce((SELECT master_oid FROM learner WHERE oid = given.oid), given.oid) AS oid FROM given),
    oids AS (SELECT oid FROM given UNION SELECT oid FROM master
      UNION SELECT slave.oid FROM learner slave JOIN master ON slave.master_oid = master.oid),
    locked AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended($3 || ' ' || min(oid), 0)) FROM oids)
    SELECT given.oid AS given, oids.oid FROM locked, given, oids WHERE oids.oid IS NOT NULL ORDER BY oids.oid`,
};

const INSERT = {
  name: 'learner-insert',
  text: `INSERT INTO learner (oid, hetu, etunimet, kutsumanimi, sukunimi, created_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
};

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
@Injectable()
export class LearnerRepository {
  /**
   * The learner meant; null when no learner has the hetu. Transfers for one learner and oppilaitos wait here for each other
   * until the end of the transaction: the duplicate rule looks at rows that may not exist yet and that no row lock can hold.
   */
  async lock(sql: SqlRunner, institutionOid: string, identity: LearnerIdentity): Promise<Learner | null> {
    const [oid, hetu] = 'oid' in identity ? [identity.oid, null] : [null, identity.hetu];
    const rows = await prepared<{ given: string; oid: string }>(sql, LOCK_PERSON, [oid, hetu, institutionOid]);
    const [first] = rows;
    return first === undefined ? null : { oid: first.given, oids: rows.map((row) => row.oid) };
  }

  /**
   * Stores a new person under a new oid, unless the hetu or the oid is taken. Two transfers may bring one person at the same
   * moment: the second waits here for the first, and finds whom it has stored. Add inside the savepoint of the transfer.
   */
  async add(sql: SqlRunner, identity: LearnerIdentity, at: Date): Promise<void> {
    if ('oid' in identity) return;
    const oid = learnerOidOf(randomInt(1_000_000_000, 10_000_000_000));
    const { hetu, etunimet = null, kutsumanimi = null, sukunimi = null } = identity;
    await posted(sql, INSERT, [oid, hetu, etunimet, kutsumanimi, sukunimi, at]);
  }

  /** All oids of the person who has this one. */
  async oidsOf(sql: SqlRunner, oid: string): Promise<string[]> {
    const rows = await prepared<{ oid: string }>(sql, OIDS_OF, [oid]);
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

  /** Whether both oids are one person's. */
  async areOnePerson(sql: SqlRunner, oid: string, other: string): Promise<boolean> {
    return oid === other || (await this.oidsOf(sql, other)).includes(oid);
  }
}
