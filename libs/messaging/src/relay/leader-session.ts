import pg from 'pg';
import type { Leadership, LeadershipEvents } from './outbox-store.js';
import { OutboxTable } from './outbox-table.js';

/**
 * Longest wait for any answer of the database; then the session is given up and another one tried. With the beat before it
 * still less than the 10 s after which the server may give the lead to another one.
 */
const QUERY_MS = 6000;
const CONNECT_MS = 5000;
/**
 * Records leave only within this time after a statement that the server has answered, counted from its sending. The
 * server waits at least 10 s from then on, so that they have twice their time to arrive before another one may lead.
 */
const PROOF_LASTS_MS = 5000;
/** A leader that waits for the broker shows in between that it is there, and sees whether the database is. */
const BEAT_MS = 2000;

/**
 * The server's side of the same promise: a session that says nothing for 10 s, or whose network does not answer, ends
 * and sets the lock free, also when the leader's end of the connection hangs. The planner must take the index of the
 * waiting rows in its order: by the statistics of a quiet day it would sort a whole backlog for each batch. Its commits do
 * not wait for the disk: a mark that a crash of the server loses sends its event once more, which the inbox knows.
 */
const SESSION = `
  SET enable_seqscan = off; SET enable_sort = off; SET synchronous_commit = off;
  SET idle_session_timeout = '10s'; SET statement_timeout = '6s'; SET lock_timeout = '5s';
  SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;
  SET tcp_user_timeout = '10s'`;

const LOCK = `SELECT pg_try_advisory_lock(hashtextextended('outbox-relay:' || current_schema(), 0)) AS locked`;

/**
 * Lifts the numbers of the outbox above the microseconds since 1970, once per leadership. They grow by one per event, which
 * is slower than time does, so a database that was restored from a backup never gives a number that its consumers have
 * seen before (docs/adr/0028). Only the leader does it: a second one could set them back.
 */
const LIFT = `
  WITH numbers AS (SELECT pg_get_serial_sequence('outbox', 'seq')::regclass AS name,
                          (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS least)
  SELECT setval(name, least) FROM numbers WHERE coalesce(pg_sequence_last_value(name), 0) < least`;

export interface LeaderSessionOptions extends LeadershipEvents {
  readonly databaseUrl: string;
  readonly applicationName: string;
}

/**
 * The one database session of a leading relay: it holds the advisory lock, listens, reads and marks. A relay that lost
 * the lock has lost the session and cannot mark.
 */
export class LeaderSession implements Leadership {
  readonly table: OutboxTable;
  private readonly beat: NodeJS.Timeout;
  /** When the last statement that the server has answered was sent, by both clocks: one stands while a machine sleeps. */
  private proven = moment();

  private constructor(
    private readonly client: pg.Client,
    private readonly onLost: () => void,
  ) {
    const asking = { query: this.query.bind(this) as pg.Client['query'] };
    this.table = new OutboxTable(asking);
    this.beat = setInterval(() => void asking.query('SELECT 1').catch(() => undefined), BEAT_MS).unref();
  }

  /** @returns undefined when another replica leads */
  static async open(options: LeaderSessionOptions): Promise<LeaderSession | undefined> {
    const client = new pg.Client({
      connectionString: options.databaseUrl,
      application_name: options.applicationName,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: QUERY_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5000,
      // Reading ahead and marking need not wait for each other's answer; a timeout destroys the connection.
      pipeline: true,
    });
    client.on('notification', options.onNotify);
    // Before the lock is ours a lost connection shows in the statements below; without a listener it would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(SESSION);
      const { rows } = await client.query<{ locked: boolean }>(LOCK);
      if (rows[0]?.locked) {
        await client.query(LIFT);
        await client.query('LISTEN outbox');
        client.once('end', options.onLost);
        return new LeaderSession(client, options.onLost);
      }
    } catch (error) {
      await hangUp(client);
      throw error;
    }
    await hangUp(client);
    return undefined;
  }

  holds(): boolean {
    const now = moment();
    return now.steady - this.proven.steady < PROOF_LASTS_MS && now.wall - this.proven.wall < PROOF_LASTS_MS;
  }

  private async query(...statement: Parameters<pg.Client['query']>): Promise<unknown> {
    const sent = moment();
    const answer = await (this.client.query as (...sent: unknown[]) => Promise<unknown>).apply(this.client, statement);
    if (sent.steady > this.proven.steady) this.proven = sent;
    return answer;
  }

  /** Sets the lock free. Also ends within a second when the server does not answer. */
  async close(): Promise<void> {
    clearInterval(this.beat);
    this.client.off('end', this.onLost);
    await hangUp(this.client);
  }
}

async function hangUp(client: pg.Client): Promise<void> {
  const { stream } = client.connection;
  const patience = setTimeout(() => stream.destroy(), 1000);
  await client.end().catch(() => undefined);
  clearTimeout(patience);
}

function moment(): { readonly steady: number; readonly wall: number } {
  return { steady: performance.now(), wall: Date.now() };
}
