import { randomInt } from 'node:crypto';
import { prepared, type SqlRunner } from '#platform';
import type { Hoks } from '../domain/hoks.js';
import { learnerOidOf } from '../domain/oids.js';
import type { LearnerIdentity } from '../koski/transfer-body.js';

const OID_TRIES = 5;
/** A person is merged into another a few times at most; a circle ends here. */
const MOST_MERGES = 10;

/** All oids, in order, of the person who has the one that is the value of a parameter. */
export function oidsOf(parameter: string): string {
  return `WITH master AS (SELECT coalesce((SELECT master_oid FROM learner WHERE oid = ${parameter}), ${parameter}) AS oid)
    SELECT ${parameter} AS oid UNION SELECT oid FROM master
    UNION SELECT slave.oid FROM learner slave JOIN master ON slave.master_oid = master.oid ORDER BY oid`;
}

const OIDS_OF = { name: 'learner-oids', text: oidsOf('$1') };

const OF_HETU = {
  name: 'learner-of-hetu',
  text: `WITH person AS (SELECT oid, coalesce(master_oid, oid) AS master FROM learner WHERE hetu = $1)
    SELECT oid AS given, oid FROM person UNION SELECT oid, master FROM person
    UNION SELECT person.oid, slave.oid FROM learner slave JOIN person ON slave.master_oid = person.master ORDER BY oid`,
};

const INSERT = {
  name: 'learner-insert',
  text: `INSERT INTO learner (oid, hetu, etunimet, kutsumanimi, sukunimi, created_at)
    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING oid`,
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
class LearnerTable {
  /** The learner meant; one with an unknown hetu is new. Ask inside the savepoint of the transfer. */
  async resolve(sql: SqlRunner, identity: LearnerIdentity, at: Date): Promise<Learner> {
    if ('oid' in identity) return { oid: identity.oid, oids: await this.oidsOf(sql, identity.oid) };
    for (let tries = 0; tries < OID_TRIES; tries += 1) {
      const known = await this.ofHetu(sql, identity.hetu);
      if (known !== null) return known;
      const oid = learnerOidOf(randomInt(1_000_000_000, 10_000_000_000));
      if (await this.insert(sql, { oid, ...identity, at })) return { oid, oids: [oid] };
    }
    throw new Error(`No free learner oid found in ${OID_TRIES} tries`);
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

  private async ofHetu(sql: SqlRunner, hetu: string): Promise<Learner | null> {
    const rows = await prepared<{ given: string; oid: string }>(sql, OF_HETU, [hetu]);
    const [first] = rows;
    return first === undefined ? null : { oid: first.given, oids: rows.map((row) => row.oid) };
  }

  /**
   * Two transfers may bring one new person at the same moment: the second waits here for the first.
   * @returns false when the hetu or the oid is taken
   */
  private async insert(sql: SqlRunner, person: NewLearner): Promise<boolean> {
    const { oid, hetu, etunimet = null, kutsumanimi = null, sukunimi = null, at } = person;
    const rows = await prepared(sql, INSERT, [oid, hetu, etunimet, kutsumanimi, sukunimi, at]);
    return rows.length > 0;
  }
}

type NewLearner = Extract<LearnerIdentity, { hetu: string }> & { readonly oid: string; readonly at: Date };

export const learnerTable = new LearnerTable();

/** Whether a HOKS is of the person who has this oid, whichever of the person's oids it bears. */
export async function isOfLearner(sql: SqlRunner, { learnerOid }: Hoks, oid: string): Promise<boolean> {
  return learnerOid === oid || (await learnerTable.oidsOf(sql, oid)).includes(learnerOid);
}
