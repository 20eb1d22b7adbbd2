import type { Client } from 'pg';
import {
  BATCH_BYTES,
  BATCH_SIZE,
  type OutboxGauges,
  type OutboxHousekeeping,
  type OutboxStore,
  type WaitingBatch,
  type WaitingRow,
} from './outbox-store.js';

/**
 * Waiting rows in order. A key with a row set aside waits behind it, however many rows it has; the look for such rows
 * is made only while there are any. A status column and never "after the last number seen": a number is taken before
 * the commit, so older rows can appear behind younger ones.
 *
 * The record's time is that of the publication by the database's clock; `ce_time` says when the fact happened. A broker
 * refuses records from the future and deletes those older than the topic's retention, read or not: an outbox that waited
 * long, or a service whose clock is wrong, would lose them. Anonymous events have the month, this one or the last
 * (R96).
 */
const SELECT_WAITING = {
  name: 'outbox-waiting',
  rowMode: 'array',
  text: `
  SELECT seq, topic, aggregateid, headers, body, at FROM (
    SELECT w.*, sum(octet_length(body)) OVER (ORDER BY seq ROWS UNBOUNDED PRECEDING) - octet_length(body) AS bytes_before
      FROM (SELECT o.seq, o.topic, o.aggregateid, o.headers, o.payload::text AS body,
                   (extract(epoch FROM CASE WHEN o.headers ? 'ce_time' THEN now() ELSE
                      greatest(least(o.occurred_at, now()), date_trunc('month', date_trunc('month', now(), 'UTC') - interval '1 day', 'UTC')) END
                    ) * 1000)::bigint AS at
              FROM outbox o
             WHERE o.published_at IS NULL
               AND o.seq <> ALL($1::bigint[])
               AND (NOT EXISTS (SELECT FROM outbox WHERE set_aside_reason IS NOT NULL)
                    OR NOT EXISTS (SELECT FROM outbox a WHERE a.topic = o.topic AND a.aggregateid = o.aggregateid
                                                          AND a.set_aside_reason IS NOT NULL))
             ORDER BY o.seq
             LIMIT $2) AS w) AS bounded
   WHERE bytes_before < $3`,
} as const;
type Columns = [seq: string, topic: string, key: string, headers: Record<string, string>, body: string, at: string];

const MARK = { name: 'outbox-mark', text: 'UPDATE outbox SET published_at = now() WHERE seq = ANY($1::bigint[])' };

/** Rows that one round of cleaning up looks at. */
const CLEAN_UP_ROWS = 5000;

/** The relay's statements on the outbox; all on the connection that holds the leader's lock. */
export class OutboxTable implements OutboxStore, OutboxHousekeeping {
  /** Falls while bodies are so large that few fit into a batch: rows left out were read in vain. */
  private limit = BATCH_SIZE;

  constructor(private readonly client: Pick<Client, 'query'>) {}

  async waiting(inFlight: readonly WaitingRow[] = []): Promise<WaitingBatch> {
    const limit = this.limit;
    const { rows } = await this.client.query<Columns>({
      ...SELECT_WAITING,
      values: [numbers(inFlight), limit, BATCH_BYTES],
    });
    const bytes = rows.reduce((sum, [, , , , body]) => sum + body.length, 0);
    this.limit = bytes < BATCH_BYTES ? BATCH_SIZE : Math.min(BATCH_SIZE, 2 * rows.length);
    return {
      full: rows.length === limit || bytes >= BATCH_BYTES,
      rows: rows.map(([seq, topic, key, headers, body, at]) => ({
        seq,
        message: { topic, key, headers, body, timestamp: Number(at) },
      })),
    };
  }

  async mark(rows: readonly WaitingRow[]): Promise<void> {
    await this.client.query({ ...MARK, values: [numbers(rows)] });
  }

  async countFailure(row: WaitingRow, reason: string, limit: number): Promise<boolean> {
    const { rows } = await this.client.query<{ set_aside: boolean }>(
      `UPDATE outbox SET attempts = attempts + 1,
              set_aside_reason = CASE WHEN attempts + 1 >= $3 THEN $2 END
        WHERE seq = $1 RETURNING set_aside_reason IS NOT NULL AS set_aside`,
      [row.seq, reason.slice(0, 200), limit],
    );
    return rows[0]?.set_aside ?? false;
  }

  /**
   * Deletes one bounded batch of rows published long ago, of inbox rows older than any possible replay, and of letters
   * settled as long ago. Looks at old rows only: a search through a large table would keep the events waiting. Rows that
   * were set aside, or wait behind one, stand in the way of nothing.
   * @returns whether there may be more to delete
   */
  async cleanUp(): Promise<boolean> {
    const outbox = await this.client.query(
      `DELETE FROM outbox WHERE seq IN
         (SELECT seq FROM (SELECT seq, published_at FROM outbox WHERE published_at IS NOT NULL ORDER BY seq LIMIT $1) AS oldest
           WHERE published_at < now() - interval '7 days')`,
      [CLEAN_UP_ROWS],
    );
    const inbox = await this.client.query(
      `DELETE FROM inbox WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM inbox WHERE received_on < current_date - 180 LIMIT $1))`,
      [CLEAN_UP_ROWS],
    );
    const letters = await this.client.query(
      `DELETE FROM dead_letter WHERE id IN
         (SELECT id FROM dead_letter WHERE state <> 'open' AND settled_at < now() - interval '180 days' LIMIT $1)`,
      [CLEAN_UP_ROWS],
    );
    return [outbox, inbox, letters].some(({ rowCount }) => rowCount === CLEAN_UP_ROWS);
  }

  async gauges(): Promise<OutboxGauges> {
    return outboxGauges((await this.client.query<MeasuredOutbox>(OUTBOX_GAUGES)).rows);
  }
}

/** What waits in the outbox; for {@link outboxGauges}. */
export const OUTBOX_GAUGES = `
  SELECT count(*) AS waiting, extract(epoch FROM now() - min(occurred_at)) AS age,
         count(*) FILTER (WHERE set_aside_reason IS NOT NULL) AS set_aside
    FROM (SELECT occurred_at, set_aside_reason FROM outbox WHERE published_at IS NULL LIMIT 100000) AS w`;

interface MeasuredOutbox {
  readonly waiting: string;
  readonly age: string | null;
  readonly set_aside: string;
}

/** @param rows the one row of `OUTBOX_GAUGES`, as the driver gives it */
export function outboxGauges([row]: readonly MeasuredOutbox[]): OutboxGauges {
  return {
    waiting: Number(row?.waiting ?? 0),
    ageSeconds: Number(row?.age ?? 0),
    setAside: Number(row?.set_aside ?? 0),
  };
}

/** An array of bigint in PostgreSQL's notation; the driver would quote each number. */
function numbers(rows: readonly WaitingRow[]): string {
  return `{${rows.map((row) => row.seq).join(',')}}`;
}
