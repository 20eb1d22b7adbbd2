import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { isUnavailable, posted, prepared, savepoint, SystemClock, writeAudit, writeAudits } from '#platform';
import { stack } from '#testing';
import { UnitOfWork, type Work } from '../src/unit-of-work.js';
import { openOwnSchema, type OwnSchema } from './own-schema.js';

const LOCK = { name: 'pipelined-lock', text: 'SELECT pg_advisory_xact_lock(4711)' };
const READ = { name: 'pipelined-read', text: 'SELECT n FROM counter' };
const SET = { name: 'pipelined-set', text: 'UPDATE counter SET n = $1' };
const ADD = { name: 'pipelined-add', text: 'INSERT INTO thing VALUES ($1)' };
const LOOK = { name: 'pipelined-look', text: 'SELECT count(*)::int AS n FROM thing' };
const LEVELS = {
  name: 'pipelined-levels',
  text: `SELECT current_setting('default_transaction_isolation') AS standard, current_setting('transaction_isolation') AS here`,
};
const FAIL_ONCE = { name: 'pipelined-fail-once', text: 'SELECT fail_once($1)' };

const FURTHER = [
  'CREATE TABLE counter (n integer)',
  'INSERT INTO counter VALUES (0)',
  'CREATE TABLE thing (id integer PRIMARY KEY)',
  'CREATE SEQUENCE calls',
  // A sequence is not rolled back: the second call knows of the first.
  `CREATE FUNCTION fail_once(code text) RETURNS void LANGUAGE plpgsql AS $$
   BEGIN IF nextval('calls') % 2 = 1 THEN RAISE EXCEPTION USING ERRCODE = code; END IF; END $$`,
];

/** Real PostgreSQL: what it does with statements behind one that failed only it knows. */
describe('statements of a unit of work that are sent together', () => {
  let schema: OwnSchema;
  beforeAll(async () => {
    schema = await openOwnSchema(stack().databaseUrls.applications, { poolSize: 4, further: FURTHER });
  });
  afterAll(() => schema.close());

  const unitOfWork = (dataSource = schema.dataSource) =>
    new UnitOfWork(dataSource, 'applications', new SystemClock(), { wake: () => undefined });
  const run = <T>(work: Work<T>) => unitOfWork().run(work);
  const failureOf = (work: Work<unknown>) =>
    run(work).then(
      () => undefined,
      (error: unknown) => error as { code?: string; name?: string },
    );
  const things = async (...ids: number[]) => {
    const rows = await schema.dataSource.query<{ id: number }[]>(
      'SELECT id FROM thing WHERE id = ANY($1) ORDER BY id',
      [ids],
    );
    return rows.map(({ id }) => id);
  };

  it('are worked off in the order of their sending: what is read behind a lock is read under it', async () => {
    const increment = () =>
      run(async ({ sql }) => {
        const [, [row]] = await Promise.all([prepared(sql, LOCK, []), prepared<{ n: number }>(sql, READ, [])]);
        await posted(sql, SET, [(row?.n ?? NaN) + 1]);
      });
    await Promise.all(Array.from({ length: 200 }, increment));
    expect(await schema.dataSource.query('SELECT n FROM counter')).toEqual([{ n: 200 }]);
  });

  it('run on READ COMMITTED, regardless of the default of the database: what others committed meanwhile is read under the lock', async () => {
    const levels = await Promise.all(
      ['serializable', 'repeatable read'].map(async (level) => {
        const url = new URL(stack().databaseUrls.applications);
        url.searchParams.set('options', `-c default_transaction_isolation=${level.replace(' ', '\\ ')}`);
        const dataSource = await new DataSource({ type: 'postgres', url: url.toString() }).initialize();
        try {
          return await unitOfWork(dataSource).run(async ({ sql }) => {
            const [row] = await prepared<Record<string, string>>(sql, LEVELS, []);
            return row;
          });
        } finally {
          await dataSource.destroy();
        }
      }),
    );
    expect(levels).toEqual([
      { standard: 'serializable', here: 'read committed' },
      { standard: 'repeatable read', here: 'read committed' },
    ]);
  });

  it('TypeORM’s own statements are among them, and of the same transaction', async () => {
    const failure = await failureOf(async ({ sql }) => {
      await sql.query('INSERT INTO thing VALUES (1)');
      await posted(sql, ADD, [2]);
      expect(await sql.query('SELECT id FROM thing WHERE id IN (1, 2) ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
      throw new RangeError('of the work');
    });
    expect([failure?.name, await things(1, 2)]).toEqual(['RangeError', []]);
  });

  it.each([
    ['COMMIT', async () => undefined],
    ['a statement that gets 25P02', async (sql: Parameters<typeof prepared>[0]) => prepared(sql, LOOK, [])],
    ['a statement of TypeORM that gets 25P02', async (sql: Parameters<typeof prepared>[0]) => sql.query('SELECT 1')],
  ])(
    'one in the middle that fails: behind it comes %s, its own error is reported, and nothing is kept',
    async (_, next) => {
      const failure = await failureOf(async ({ sql }) => {
        await posted(sql, ADD, [10]);
        await posted(sql, ADD, [10]);
        await posted(sql, ADD, [11]);
        await next(sql);
      });
      expect([failure?.code, await things(10, 11)]).toEqual(['23505', []]);
    },
  );

  it('an error of the work itself is reported, although something posted had failed', async () => {
    const failure = await failureOf(async ({ sql }) => {
      await posted(sql, ADD, [20]);
      await posted(sql, ADD, [20]);
      throw new RangeError('of the work');
    });
    expect([failure?.name, await things(20)]).toEqual(['RangeError', []]);
  });

  it.each(['40001', '40P01'])('%s of one that nobody waits for: the work runs again', async (code) => {
    const id = code === '40001' ? 30 : 31;
    let runs = 0;
    await run(async ({ sql }) => {
      runs += 1;
      await posted(sql, ADD, [id]);
      await posted(sql, FAIL_ONCE, [code]);
    });
    expect([runs, await things(id)]).toEqual([2, [id]]);
  });

  it('26000: a statement whose first plan cannot be made fails with its own error, and is planned anew afterwards', async () => {
    const late = { name: 'pipelined-late', text: 'SELECT count(*)::int AS n FROM made_later' };
    const twice = () => run(({ sql }) => Promise.all([prepared(sql, late, []), prepared(sql, late, [])]));
    // All connections of the pool.
    for (const failure of await Promise.allSettled(Array.from({ length: 8 }, twice))) {
      expect(failure).toMatchObject({ status: 'rejected', reason: { code: '42P01' } });
    }
    await schema.dataSource.query('CREATE TABLE made_later ()');
    expect(await Promise.all(Array.from({ length: 8 }, twice))).toEqual(Array(8).fill([[{ n: 0 }], [{ n: 0 }]]));
  });

  it('26000: a plan that the server has dropped goes unnoticed, also by what is sent behind it', async () => {
    let runs = 0;
    for (const id of [40, 41]) {
      await run(async ({ sql }) => {
        runs += 1;
        await posted(sql, ADD, [id]);
        await prepared(sql, LOOK, []);
        if (id === 40) await sql.query('DEALLOCATE ALL');
      });
    }
    // Only the connection whose plans were dropped meets it.
    const again = await Promise.all([42, 43, 44, 45].map((id) => run(({ sql }) => posted(sql, ADD, [id]))));
    expect([again.length, await things(40, 41, 42, 43, 44, 45)]).toEqual([4, [40, 41, 42, 43, 44, 45]]);
    expect(runs).toBeGreaterThanOrEqual(2);
  });

  describe('within a savepoint', () => {
    it('what has failed is undone by itself; what was before it and comes after it stays', async () => {
      const failure = await run(async ({ sql }) => {
        await posted(sql, ADD, [50]);
        const part = savepoint(sql, 'part');
        await posted(sql, ADD, [51]);
        await posted(sql, ADD, [50]);
        const caught = await part.settled().catch((error: unknown) => error as { code?: string });
        await part.undo();
        await posted(sql, ADD, [52]);
        return caught;
      });
      expect([failure, await things(50, 51, 52)]).toEqual([expect.objectContaining({ code: '23505' }), [50, 52]]);
    });

    it('what is kept stands or falls with the transaction', async () => {
      const failure = await failureOf(async ({ sql }) => {
        for (const id of [60, 61, 60]) {
          const part = savepoint(sql, 'part');
          await posted(sql, ADD, [id]);
          part.keep();
        }
      });
      expect([failure?.code, await things(60, 61)]).toEqual(['23505', []]);
    });

    it('one that was never set, because something before it had failed, reports that failure', async () => {
      const failure = await failureOf(async ({ sql }) => {
        await posted(sql, ADD, [70]);
        await posted(sql, ADD, [70]);
        const part = savepoint(sql, 'part');
        await prepared(sql, LOOK, []).catch(() => part.undo());
      });
      expect([failure?.code, await things(70)]).toEqual(['23505', []]);
    });
  });

  it('audit lines are written together; those of a savepoint that is undone are not, those before it are', async () => {
    const line = (targetId: string) => {
      const who = { institutionOid: '1.2.246.562.10.10000000001', actorId: 'a', at: new Date() };
      return { ...who, action: 'test', targetKind: 'gathered', targetId };
    };
    const left = await run(async ({ sql }) => {
      await writeAudit(sql, line('before'));
      const part = savepoint(sql, 'part');
      await writeAudits(
        sql,
        Array.from({ length: 1200 }, (_, n) => line(`undone-${n}`)),
      );
      await posted(sql, ADD, [100]);
      await posted(sql, ADD, [100]);
      await part.settled().catch(() => part.undo());
      const other = savepoint(sql, 'part');
      await writeAudit(sql, line('kept'));
      await other.settled();
      other.keep();
      for (let n = 0; n < 1200; n++) await writeAudit(sql, line(`many-${n}`));
      return sql.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM audit_event WHERE target_kind = 'gathered'`);
    });
    const rows = await schema.dataSource.query<{ target_id: string }[]>(
      `SELECT target_id FROM audit_event WHERE target_kind = 'gathered' ORDER BY seq`,
    );
    const many = Array.from({ length: 1200 }, (_, n) => `many-${n}`);
    expect(rows.map((row) => row.target_id)).toEqual(['before', 'kept', ...many]);
    // TypeORM’s own statements see all of them.
    expect(left).toEqual([{ n: 1202 }]);
  });

  it('a loop that asks for nothing is held up before it fills the memory, and all of it stands', async () => {
    const ids = Array.from({ length: 3000 }, (_, n) => 10_000 + n);
    await run(async ({ sql }) => {
      for (const id of ids) await posted(sql, ADD, [id]);
    });
    expect(await things(...ids)).toEqual(ids);
  });

  it('what comes after the end of the transaction is refused: the connection is another’s by then', async () => {
    const [sql] = await run(async (tx) => [tx.sql]);
    await expect(prepared(sql, ADD, [80])).rejects.toThrow('after the end of its transaction');
    const cut = await failureOf(async (tx) => {
      setImmediate(() => void prepared(tx.sql, ADD, [81]).catch(() => undefined));
      throw new RangeError('cut off');
    });
    expect([cut?.name, await things(80, 81)]).toEqual(['RangeError', []]);
  });

  it('query_timeout destroys the connection: an outage, nothing is kept, and the next transaction has another one', async () => {
    const { extra, ...options } = schema.dataSource.options as { extra: object };
    const dataSource = await new DataSource({
      ...options,
      extra: { ...extra, query_timeout: 500, max: 1 },
    } as never).initialize();
    try {
      const slow = unitOfWork(dataSource).run(async ({ sql }) => {
        await posted(sql, ADD, [90]);
        await Promise.all([
          prepared(sql, { name: 'pipelined-sleep', text: 'SELECT pg_sleep(5)' }, []),
          prepared(sql, LOOK, []),
        ]);
      });
      const failure: unknown = await slow.catch((error: unknown) => error);
      expect([isUnavailable(failure), await things(90)]).toEqual([true, []]);
      await unitOfWork(dataSource).run(({ sql }) => posted(sql, ADD, [91]));
      expect(await things(91)).toEqual([91]);
    } finally {
      await dataSource.destroy();
    }
  });
});
