import type { EntityManager } from 'typeorm';
import { LIMITS } from '#kernel';
import type { NewEvent } from '../events.js';

/** What one page of a digest says: all ids from behind `after` to `upTo`, in the order of their bytes. */
export interface DigestPage {
  readonly institutionOid: string;
  readonly after: string | null;
  readonly upTo: string | null;
  readonly rows: readonly { readonly id: string; readonly version: number }[];
}

/** What an owner publishes for comparison: see `src/persistence/digests.ts` of a service. */
export interface DigestSource {
  /**
   * A query with the columns institution_oid, id (text) and version (what has been published, not what is). It may ask for
   * `reading.moment`, the time of the service's clock, which is not that of the database.
   */
  readonly select: string;
  /** @param moment when the reading of the rows began */
  readonly event: (page: DigestPage, moment: Date) => NewEvent;
}

/** Far below the size limit of an event. */
const PAGE = LIMITS.rowsOfADigest;

const READING = '(SELECT $1::timestamptz AS moment) reading';

/** Hands over all pages of a source, institution by institution; one page at a time is in memory. */
export async function eachPage(
  sql: EntityManager,
  { select }: DigestSource,
  moment: Date,
  take: (page: DigestPage) => Promise<void>,
): Promise<void> {
  const institutions = await sql.query<{ institution_oid: string }[]>(
    `SELECT DISTINCT institution_oid FROM ${READING}, LATERAL (${select}) published ORDER BY 1`,
    [moment],
  );
  for (const { institution_oid: institutionOid } of institutions) {
    for (let after: string | null = null, more = true; more;) {
      const rows: DigestPage['rows'] = await sql.query(
        `SELECT id, version FROM ${READING}, LATERAL (${select}) published
          WHERE institution_oid = $2 AND ($3::text IS NULL OR id COLLATE "C" > $3) ORDER BY id COLLATE "C" LIMIT ${PAGE}`,
        [moment, institutionOid, after],
      );
      more = rows.length === PAGE;
      const upTo = more ? (rows.at(-1)?.id ?? null) : null;
      await take({ institutionOid, after, upTo, rows });
      after = upTo;
    }
  }
}
