import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isUnavailable, SystemClock, writeAudit } from '#platform';
import { eventually } from '#testing';
import { type Transaction, UnitOfWork } from '../src/unit-of-work.js';
import { type BehindProxy, openBehindProxy } from './behind-proxy.js';
import { CONSUMER, consumerBench, effect, messageOf, QUICK } from './consumer-bench.js';
import { event, INSTITUTION } from './workbench.js';

const TABLES = [
  'CREATE TABLE parent (key text PRIMARY KEY)',
  'CREATE TABLE child (key text REFERENCES parent (key) DEFERRABLE INITIALLY DEFERRED)',
];

/** What happens until the disk has room again, or for as long as a trigger refuses. */
function refusing(table: string, sqlstate: string, when: 'BEFORE INSERT' | 'DEFERRED'): { on: string; off: string } {
  const trigger =
    when === 'DEFERRED'
      ? `CREATE CONSTRAINT TRIGGER refusing AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED`
      : `CREATE TRIGGER refusing BEFORE INSERT ON ${table}`;
  return {
    on: `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '${sqlstate}'; END $$;
         ${trigger} FOR EACH ROW EXECUTE FUNCTION refuse()`,
    off: `DROP TRIGGER refusing ON ${table}; DROP FUNCTION refuse()`,
  };
}

describe('a failure to persist', () => {
  let ground: BehindProxy;
  let woken = 0;
  beforeAll(async () => {
    ground = await openBehindProxy(TABLES);
  });
  afterAll(() => ground.close());

  const unitOfWork = () => new UnitOfWork(ground.dataSource, CONSUMER, new SystemClock(), { wake: () => void woken++ });
  const insert = ({ sql }: Transaction, key: string) =>
    sql.query('INSERT INTO effect (key, value) VALUES ($1, $1)', [key]);
  /** Effects and events of the key, and how often the relay was woken since the last look. */
  const kept = async (key: string): Promise<number[]> => {
    const [row] = await ground.look<{ effects: number; events: number }>(
      `SELECT (SELECT count(*)::int FROM effect WHERE key = $1) AS effects,
              (SELECT count(*)::int FROM outbox WHERE aggregateid = $1) AS events`,
      [key],
    );
    return [row?.effects ?? -1, row?.events ?? -1, woken];
  };
  const failureOf = async (work: (tx: Transaction) => Promise<unknown>): Promise<{ code?: string; name?: string }> => {
    woken = 0;
    const outcome: unknown = await unitOfWork()
      .run(work)
      .then(
        () => 'resolved',
        (error: unknown) => error,
      );
    if (!(outcome instanceof Error)) throw new Error('The work was said to be done');
    return outcome;
  };

  it('an error that was swallowed before: COMMIT says ROLLBACK, and the caller gets an error', async () => {
    const key = randomUUID();
    const failure = await failureOf(async (tx) => {
      await insert(tx, key);
      await tx.sql.query('SELECT 1 / 0').catch(() => undefined);
    });
    expect([failure.name, isUnavailable(failure), await kept(key)]).toEqual(['NotCommitted', false, [0, 0, 0]]);
  });

  it('a constraint that is checked only at COMMIT', async () => {
    const key = randomUUID();
    const failure = await failureOf(async (tx) => {
      await insert(tx, key);
      await tx.append(event(key, 'never'));
      await tx.sql.query('INSERT INTO child VALUES ($1)', [key]);
    });
    expect([failure.code, await kept(key)]).toEqual(['23503', [0, 0, 0]]);
  });

  it.each([
    ['the outbox', 'outbox', '53100', 'BEFORE INSERT'],
    ['the audit log', 'audit_event', '53100', 'BEFORE INSERT'],
    ['the effect, at COMMIT', 'effect', '53100', 'DEFERRED'],
    ['the outbox, at COMMIT', 'outbox', '58030', 'DEFERRED'],
  ] as const)('no room for %s: nothing is kept, and it counts as an outage', async (_, table, sqlstate, when) => {
    const key = randomUUID();
    const { on, off } = refusing(table, sqlstate, when);
    await ground.look(on);
    const work = async (tx: Transaction) => {
      await insert(tx, key);
      await tx.append(event(key, 'kept'));
      const line = { institutionOid: INSTITUTION, actorId: 'a', action: 'b', targetKind: 'c', targetId: key };
      await writeAudit(tx.sql, { ...line, at: new Date() });
    };
    try {
      const failure = await failureOf(work);
      expect([isUnavailable(failure), await kept(key)]).toEqual([true, [0, 0, 0]]);
    } finally {
      await ground.look(off);
    }
    await unitOfWork().run(work);
    expect(await kept(key)).toEqual([1, 1, 1]);
  });

  /** Ends the connection of the transaction as an administrator or a failover does. */
  const cutOff = async ({ sql }: Transaction): Promise<void> => {
    const [row] = await sql.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
    await ground.look('SELECT pg_terminate_backend($1, 5000)', [row?.pid]);
    // What the server said last has to arrive.
    await eventually('the loss is noticed', async () => sql.queryRunner?.isReleased === true);
  };

  it.each([
    ['a statement', true],
    ['COMMIT', false],
  ])('a connection lost between two statements, the next one %s: it counts as an outage', async (_, another) => {
    const key = randomUUID();
    const failure = await failureOf(async (tx) => {
      await insert(tx, key);
      await cutOff(tx);
      if (another) await insert(tx, key);
    });
    expect([isUnavailable(failure), await kept(key)]).toEqual([true, [0, 0, 0]]);
  });

  describe('of a consumer', () => {
    it('a reaction that swallows its error is given up after three tries; its message is not lost', async () => {
      const { publish, letters, outcomes } = consumerBench(
        ground.dataSource,
        async (received, tx) => {
          await effect(received, tx);
          await tx.sql.query('SELECT 1 / 0').catch(() => undefined);
        },
        { time: QUICK },
      );
      const key = randomUUID();
      await publish(messageOf(key, 'one', randomUUID()));
      await eventually('an outcome', async () => outcomes.length > 0);
      expect(outcomes).toEqual(['dead-lettered']);
      await eventually('the letter', async () => letters.length === 1);
      expect([letters[0]?.headers['dlt-code'], await kept(key)]).toEqual(['NotCommitted', [0, 0, expect.anything()]]);
    });

    it('connections that are lost in the middle of a reaction, five in a row, are no tries of the message', async () => {
      let losses = 5;
      const { publish, letters, outcomes } = consumerBench(
        ground.dataSource,
        async (received, tx) => {
          await effect(received, tx);
          if (losses-- > 0) await cutOff(tx);
          await tx.sql.query('SELECT 1');
        },
        { time: QUICK },
      );
      const key = randomUUID();
      await publish(messageOf(key, 'one', randomUUID()));
      await eventually('an outcome', async () => outcomes.length > 0, 15_000);
      expect([outcomes, letters, await ground.effectsOf(key)]).toEqual([['done'], [], ['one']]);
    });
  });

  describe('an open breaker', () => {
    it('leaves no inbox row without its effect, however the transaction failed', async () => {
      let away = true;
      let handled = 0;
      const bench = consumerBench(
        ground.dataSource,
        async (received, tx) => {
          await effect(received, tx);
          if (!away) return;
          if (handled++ % 2 === 0) await cutOff(tx);
          else throw Object.assign(new Error('shutting down'), { code: '57P01' });
        },
        { time: QUICK, pauseAfterMs: 300 },
      );
      const keys = Array.from({ length: 12 }, (): string => randomUUID());
      const ids = keys.map((): string => randomUUID());
      const pairs = async () =>
        ground.look<{ booked: boolean; had: boolean }>(
          `SELECT EXISTS (SELECT FROM inbox WHERE message_id = id) AS booked,
                  EXISTS (SELECT FROM effect WHERE effect.key = pair.key) AS had
             FROM unnest($1::text[], $2::text[]) AS pair (id, key)`,
          [ids, keys],
        );
      const all = (value: boolean) => keys.map(() => ({ booked: value, had: value }));
      await bench.publish(...keys.map((key, n) => messageOf(key, String(n), ids[n] ?? '')));
      await eventually('the breaker is open', async () => bench.opened() > 0, 15_000);
      expect(await pairs()).toEqual(all(false));
      away = false;
      await eventually('all effects', async () => bench.outcomes.length === keys.length, 15_000);
      expect([await pairs(), bench.letters]).toEqual([all(true), []]);
    });
  });
});
