import type { SqlRunner } from '#platform';

export interface IdempotentRequest {
  readonly institutionOid: string;
  readonly personId: string;
  /** The client's Idempotency-Key. */
  readonly key: string;
  /** What two requests for the same have in common. */
  readonly requestHash: string;
  readonly now: Date;
}

/** `answer`: what the same request was answered before; null when there was nothing to answer. */
export type Claim = 'first' | 'taken-by-another' | { readonly answer: unknown };

const DAYS_KEPT = 1;
/** Keys of others that one request forgets: more than it adds, so that the table holds no more than the keys of a day. */
const OLD_KEYS = 100;

/** Remembers for a day which request came with which key and what it was answered, so that a repeated one is done once. */
export class IdempotencyKeys {
  /**
   * Takes the key for this request, or returns what it was used for. A second request with the same key waits here
   * until the first has committed; if that one fails, the key is free again.
   */
  async claim(sql: SqlRunner, request: IdempotentRequest): Promise<Claim> {
    const { institutionOid, personId, key, requestHash, now } = request;
    await sql.query(
      `DELETE FROM idempotency_key WHERE ctid = ANY (
         ARRAY(SELECT ctid FROM idempotency_key
                WHERE institution_oid = $1 AND person_id = $2 AND created_at < $3::timestamptz - $4::interval)
         || ARRAY(SELECT ctid FROM idempotency_key WHERE created_at < $3::timestamptz - $4::interval
                   LIMIT $5 FOR UPDATE SKIP LOCKED))`,
      [institutionOid, personId, now, `${DAYS_KEPT} days`, OLD_KEYS],
    );
    const taken = await sql.query<unknown[]>(
      `INSERT INTO idempotency_key (institution_oid, person_id, key, request_hash, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [institutionOid, personId, key, requestHash, now],
    );
    if (taken.length > 0) return 'first';
    const [row] = await sql.query<{ request_hash: string; answer: unknown }[]>(
      `SELECT request_hash, answer FROM idempotency_key WHERE institution_oid = $1 AND person_id = $2 AND key = $3`,
      [institutionOid, personId, key],
    );
    if (!row) throw new Error('an idempotency key was neither free nor taken');
    return row.request_hash === requestHash ? { answer: row.answer } : 'taken-by-another';
  }

  async keepAnswer(sql: SqlRunner, request: IdempotentRequest, answer: object | undefined): Promise<void> {
    await sql.query(
      `UPDATE idempotency_key SET answer = $4 WHERE institution_oid = $1 AND person_id = $2 AND key = $3`,
      [request.institutionOid, request.personId, request.key, JSON.stringify(answer ?? null)],
    );
  }
}
