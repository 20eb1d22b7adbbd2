import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually } from '#testing';
import { OutboxTable } from '../src/relay/outbox-table.js';
import { type BehindProxy, openBehindProxy } from './behind-proxy.js';

const FILL = {
  outbox: `INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, topic, headers, institution_oid, occurred_at, published_at)
           SELECT gen_random_uuid(), 'a', n::text, 't', '{}', 'topic', '{}', 'i', now() - $2::interval, now() - $2::interval
             FROM generate_series(1, $1) n`,
  inbox: `INSERT INTO inbox (consumer, message_id, institution_oid, received_on)
          SELECT 'applications', gen_random_uuid(), 'i', current_date - $2::interval FROM generate_series(1, $1) n`,
  dead_letter: `INSERT INTO dead_letter (consumer, topic, topic_partition, topic_offset, record_time, key, failure, waits_in_order,
                  code, detail, attempts, first_failure_at, last_failure_at, state, settled_by, settled_at)
                SELECT 'applications', 'topic', 0, nextval('dead_letter_id_seq'), 0, n::text, 'bug', true, 'c', '', 3, now(), now(),
                       'replayed', 'operator', now() - $2::interval
                  FROM generate_series(1, $1) n`,
};
type Table = keyof typeof FILL;

/** Days pass by dating back what is there. */
const ONE_DAY_LATER = [
  `UPDATE outbox SET published_at = published_at - interval '1 day', occurred_at = occurred_at - interval '1 day'`,
  `UPDATE inbox SET received_on = received_on - 1`,
  `UPDATE dead_letter SET settled_at = settled_at - interval '1 day'`,
];

describe('the tables of the bookkeeping', () => {
  let ground: BehindProxy;
  let session: pg.Client;
  beforeAll(async () => {
    ground = await openBehindProxy();
    session = new pg.Client({ connectionString: ground.databaseUrl });
    await session.connect();
    // As the relay's session has it.
    await session.query(`SET enable_seqscan = off; SET enable_sort = off; SET statement_timeout = '8s'`);
  });
  afterAll(async () => {
    await session.end();
    await ground.close();
  });
  beforeEach(() => ground.look('TRUNCATE outbox, inbox, dead_letter'));

  const fill = (table: Table, rows: number, ago: string) => ground.look(FILL[table], [rows, ago]);
  const count = async (table: Table): Promise<number> =>
    (await ground.look<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0;
  /** @returns rounds until nothing was left to delete */
  const cleanUp = async (): Promise<number> => {
    const table = new OutboxTable(session);
    for (let rounds = 1; ; rounds++) if (!(await table.cleanUp())) return rounds;
  };

  it('over ten days each holds no more than the days that it is kept for', async () => {
    const mostDays = { outbox: 0, inbox: 0, dead_letter: 0 };
    const tables = Object.keys(mostDays) as Table[];
    // What is kept for 180 days has 175 of them behind it.
    for (const table of ['inbox', 'dead_letter'] as const) {
      for (let day = 171; day <= 175; day++) await fill(table, 100, `${day} days`);
    }
    for (let day = 0; day < 10; day++) {
      for (const table of tables) await fill(table, 100, '0 days');
      await cleanUp();
      for (const table of tables) mostDays[table] = Math.max(mostDays[table], (await count(table)) / 100);
      for (const sql of ONE_DAY_LATER) await ground.look(sql);
    }
    await cleanUp();
    const left = await Promise.all(tables.map(count));
    // The six days within the last seven; of what is kept for 180 days these ten.
    expect([mostDays.outbox <= 8, ...left]).toEqual([true, 600, 1000, 1000]);
    expect(Math.max(mostDays.inbox, mostDays.dead_letter)).toBeLessThanOrEqual(15);
  });

  it('a backlog of old rows is gone at 5,000 a round of each table, and nothing younger with it', async () => {
    await fill('outbox', 12_000, '8 days');
    await fill('inbox', 12_000, '181 days');
    await fill('dead_letter', 6_000, '181 days');
    for (const table of Object.keys(FILL) as Table[]) await fill(table, 50, '6 days');
    expect(await cleanUp()).toBe(3);
    expect(await Promise.all((Object.keys(FILL) as Table[]).map(count))).toEqual([50, 50, 50]);
  });

  it('rows that wait behind one that was set aside do not keep what was published from being deleted', async () => {
    await fill('outbox', 6_000, '30 days');
    await ground.look(`UPDATE outbox SET published_at = NULL, set_aside_reason = 'MESSAGE_TOO_LARGE'`);
    await fill('outbox', 200, '8 days');
    await cleanUp();
    expect(await count('outbox')).toBe(6_000);
  });

  it('an open letter stays, however old, and so does the index row of what was settled within half a year', async () => {
    await fill('dead_letter', 3, '179 days');
    await ground.look(`UPDATE dead_letter SET recorded_at = now() - interval '3 years'`);
    await fill('dead_letter', 2, '400 days');
    await ground.look(
      `UPDATE dead_letter SET state = 'open', settled_by = NULL, settled_at = NULL
        WHERE id = (SELECT max(id) FROM dead_letter)`,
    );
    await cleanUp();
    expect(
      await ground.look('SELECT state, count(*)::int AS n FROM dead_letter GROUP BY state ORDER BY state'),
    ).toEqual([
      { state: 'open', n: 1 },
      { state: 'replayed', n: 3 },
    ]);
  });

  it('looking for what is old reads little of a large table that holds nothing old', async () => {
    await fill('inbox', 100_000, '100 days');
    await ground.look('VACUUM ANALYZE inbox');
    const read = async () => {
      const [row] = await ground.look<{ seq: number; rows: number }>(
        `SELECT seq_scan::int AS seq, (seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS rows FROM pg_stat_user_tables
          WHERE relname = 'inbox' AND schemaname = current_schema()`,
      );
      return row;
    };
    await ground.look('SELECT pg_stat_force_next_flush()');
    const before = await eventually('the figures', read);
    await cleanUp();
    await session.query('SELECT pg_stat_force_next_flush()');
    await session.query('SELECT 1');
    const after = await read();
    // The newest range of 128 pages, which its index may not know yet, at most: not the table.
    expect([after?.seq, (after?.rows ?? 0) - (before?.rows ?? 0) < 30_000]).toEqual([before?.seq, true]);
    const plan = await session.query<{ 'QUERY PLAN': string }>(
      'EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) SELECT ctid FROM inbox WHERE received_on < current_date - 180 LIMIT 5000',
    );
    const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('inbox_by_day');
  });
});
