import type { Client } from 'pg';
import type { BrokerMessage } from '../ports.js';

export interface WaitingRow {
  readonly seq: string;
  readonly message: BrokerMessage;
}

/** Rows read and sent in one go. A crash repeats at most this many. */
export const BATCH_SIZE = 500;

/** Waiting rows in order (of the number: the selected text would sort 100 before 99). A key with a row set aside waits behind it, however many rows it has. */
const SELECT_WAITING = {
  name: 'outbox-waiting',
  text: `
  SELECT seq::text, topic, aggregateid, headers, payload::text AS body, occurred_at
    FROM outbox o
   WHERE published_at IS NULL
     AND NOT EXISTS (SELECT FROM outbox a WHERE a.topic = o.topic AND a.aggregateid = o.aggregateid
                                            AND a.set_aside_reason IS NOT NULL)
   ORDER BY o.seq
   LIMIT ${BATCH_SIZE}`,
};
const MARK = { name: 'outbox-mark', text: 'UPDATE outbox SET published_at = now() WHERE seq = ANY($1::bigint[])' };

/** The relay's statements on the outbox; all on the connection that holds the leader's lock. */
export class OutboxTable {
  constructor(private readonly client: Client) {}

  async waiting(): Promise<WaitingRow[]> {
    const { rows } = await this.client.query<{
      seq: string;
      topic: string;
      aggregateid: string;
      headers: Record<string, string>;
      body: string;
      occurred_at: Date;
    }>(SELECT_WAITING);
    return rows.map((row) => ({
      seq: row.seq,
      message: {
        topic: row.topic,
        key: row.aggregateid,
        headers: row.headers,
        body: row.body,
        timestamp: row.occurred_at.getTime(),
      },
    }));
  }

  async mark(rows: readonly WaitingRow[]): Promise<void> {
    await this.client.query({ ...MARK, values: [rows.map((row) => row.seq)] });
  }

  /** Counts a failed attempt; at `limit` the row is set aside with the reason, which blocks its key. */
  async countFailure(row: WaitingRow, reason: string, limit: number): Promise<boolean> {
    const { rows } = await this.client.query<{ set_aside: boolean }>(
      `UPDATE outbox SET attempts = attempts + 1,
              set_aside_reason = CASE WHEN attempts + 1 >= $3 THEN $2 END
        WHERE seq = $1 RETURNING set_aside_reason IS NOT NULL AS set_aside`,
      [row.seq, reason.slice(0, 200), limit],
    );
    return rows[0]?.set_aside ?? false;
  }

  /** Deletes one bounded batch of rows published long ago and of inbox rows older than any possible replay. */
  async cleanUp(): Promise<void> {
    await this.client.query(
      `DELETE FROM outbox WHERE seq IN
         (SELECT seq FROM outbox WHERE published_at < now() - interval '7 days' ORDER BY seq LIMIT 10000)`,
    );
    await this.client.query(
      `DELETE FROM inbox WHERE ctid IN (SELECT ctid FROM inbox WHERE received_on < current_date - 180 LIMIT 10000)`,
    );
  }

  async gauges(): Promise<{ waiting: number; ageSeconds: number; setAside: number }> {
    const { rows } = await this.client.query<{ waiting: string; age: string | null; set_aside: string }>(
      `SELECT count(*) AS waiting, extract(epoch FROM now() - min(occurred_at)) AS age,
              count(*) FILTER (WHERE set_aside_reason IS NOT NULL) AS set_aside
         FROM (SELECT occurred_at, set_aside_reason FROM outbox WHERE published_at IS NULL LIMIT 100000) AS w`,
    );
    const row = rows[0];
    return {
      waiting: Number(row?.waiting ?? 0),
      ageSeconds: Number(row?.age ?? 0),
      setAside: Number(row?.set_aside ?? 0),
    };
  }
}
