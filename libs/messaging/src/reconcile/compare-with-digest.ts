import type { EntityManager } from 'typeorm';
import { LIMITS } from '#kernel';
import type { Transaction } from '../unit-of-work.js';
import type { NewEvent } from '../events.js';
import type { DigestPage } from './digest-source.js';

/** A copy as a digest sees it. */
export interface ComparedCopy {
  /** Name of the copy, as in copies.ts. */
  readonly name: string;
  readonly table: string;
  readonly id: string;
  /** Column with the version of the owner's aggregate; left out where rows never change. */
  readonly version?: string;
  /** Which rows of the table the digest speaks of; all by default. */
  readonly where?: string;
  /** False: the digest leaves out some of what the owner has, so rows that it does not name may well be right. */
  readonly tellsOfAll: boolean;
}

/** A page of a digest and when its owner began to read; the page of an anonymous digest has no moment. */
export interface TakenPage extends DigestPage {
  readonly takenAt?: string;
}

/** How far the clocks of two services may be apart, and an event on its way, ms. */
const GRACE_MS = 5000;

/**
 * Compares a copy with what its owner says to have. One digest only raises a suspicion, since it may have overtaken the
 * events before it, and the copy may know of later ones. It is confirmed by a digest taken later when the row still lacks
 * what was published then, or is still ahead of it by what it already had before that digest was taken. Confirmed rows
 * forget their version, so that the next event of the owner replaces them, and their owner is asked to publish it.
 * @param ask the event that asks the owner for some of its things
 */
export async function compareWithDigest(
  tx: Transaction,
  copy: ComparedCopy,
  page: TakenPage,
  { now, ask }: { readonly now: Date; readonly ask: (ids: string[]) => NewEvent },
): Promise<void> {
  const takenAt = page.takenAt === undefined ? now : new Date(page.takenAt);
  const confirmed = await noteDrift(tx.sql, copy, page, { now, takenAt });
  if (confirmed.length === 0) return;
  await forgetVersions(tx.sql, copy, page.institutionOid, confirmed);
  for (let start = 0; start < confirmed.length; start += LIMITS.idsOfAQuestion) {
    await tx.append(ask(confirmed.slice(start, start + LIMITS.idsOfAQuestion)));
  }
}

/** @returns ids of confirmed drift that the owner can mend: it has something by that id */
async function noteDrift(
  sql: EntityManager,
  copy: ComparedCopy,
  page: TakenPage,
  { now, takenAt }: { now: Date; takenAt: Date },
): Promise<string[]> {
  // What is in order again is forgotten; what is not is noted. Both statements look at the same rows: no other digest of
  // the institution is handled meanwhile, and what events change in between only makes the next digest decide.
  await sql.query(
    `${UNEQUAL(copy)}
     DELETE FROM drift WHERE institution_oid = $1 AND copy = '${copy.name}'
        AND ($3::text IS NULL OR id > $3) AND ($4::text IS NULL OR id <= $4)
        AND NOT EXISTS (SELECT FROM unequal WHERE unequal.id = drift.id)`,
    [page.institutionOid, JSON.stringify(page.rows), page.after, page.upTo],
  );
  const rows = await sql.query<{ id: string; confirmed: boolean }[]>(
    `${UNEQUAL(copy)},
     noted AS (
       INSERT INTO drift (institution_oid, copy, id, told_version, held_version, suspected_at)
       SELECT $1, '${copy.name}', id, told, held, $5 FROM unequal
       ON CONFLICT (institution_oid, copy, id) DO UPDATE
         SET told_version = excluded.told_version, held_version = excluded.held_version,
             suspected_at = CASE WHEN ${STILL_THE_SAME} THEN drift.suspected_at ELSE excluded.suspected_at END,
             confirmed_at = CASE WHEN NOT ${STILL_THE_SAME} THEN NULL
                                 WHEN drift.suspected_at < $6 THEN coalesce(drift.confirmed_at, $5)
                                 ELSE drift.confirmed_at END
       RETURNING id, told_version, confirmed_at)
     SELECT id FROM noted WHERE confirmed_at IS NOT NULL AND told_version IS NOT NULL ORDER BY id`,
    [
      page.institutionOid,
      JSON.stringify(page.rows),
      page.after,
      page.upTo,
      now,
      new Date(takenAt.getTime() - GRACE_MS),
    ],
  );
  return rows.map(({ id }) => id);
}

/** Rows of the page and of the copy that do not agree: `told` or `held` is null where one side has nothing. */
function UNEQUAL(copy: ComparedCopy): string {
  const told = `SELECT id, version FROM jsonb_to_recordset($2::jsonb) AS row (id text, version integer)`;
  const held = `SELECT ${copy.id}::text AS id, ${copy.version ?? '1'} AS version FROM ${copy.table}
     WHERE institution_oid = $1 AND ${copy.where ?? 'true'}
       AND ($3::text IS NULL OR ${copy.id}::text COLLATE "C" > $3) AND ($4::text IS NULL OR ${copy.id}::text COLLATE "C" <= $4)`;
  return `WITH told AS (${told}), held AS (${held}),
     unequal AS (SELECT id, told.version AS told, held.version AS held FROM told FULL JOIN held USING (id)
                  WHERE told.version IS DISTINCT FROM held.version ${copy.tellsOfAll ? '' : 'AND told.version IS NOT NULL'})`;
}

/** The row still lacks what was published at the suspicion, or still has what it had then and the owner does not. */
const STILL_THE_SAME = `(coalesce(excluded.held_version, 0) < coalesce(drift.told_version, 0)
  OR (excluded.held_version = drift.held_version AND excluded.held_version > coalesce(excluded.told_version, 0)))`;

async function forgetVersions(
  sql: EntityManager,
  { table, id, version }: ComparedCopy,
  institutionOid: string,
  ids: readonly string[],
): Promise<void> {
  if (version === undefined) return;
  await sql.query(`UPDATE ${table} SET ${version} = 0 WHERE institution_oid = $1 AND ${id}::text = ANY ($2::text[])`, [
    institutionOid,
    ids,
  ]);
}
