import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isUnavailable, prepared, SystemClock } from '#platform';
import { stack } from '#testing';
import { UnitOfWork } from '../src/unit-of-work.js';
import { openOwnSchema, type OwnSchema } from './own-schema.js';

/** Real PostgreSQL: only the server knows when a plan has become stale. */
describe('a named statement whose table a migration changes while the service runs', () => {
  let schema: OwnSchema;
  beforeAll(async () => {
    const further = ['CREATE TABLE thing (id integer)', 'INSERT INTO thing VALUES (1)'];
    schema = await openOwnSchema(stack().databaseUrls.applications, { poolSize: 2, further });
  });
  afterAll(() => schema.close());

  const inTransactions = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all([work(), work()]);

  it('is an outage on each connection that has planned it, once, and is planned anew then', async () => {
    const statement = { name: 'stale-plan-of-a-connection', text: 'SELECT * FROM thing' };
    const read = () => schema.dataSource.transaction((sql) => prepared(sql, statement, []));
    expect(await inTransactions(read)).toEqual([[{ id: 1 }], [{ id: 1 }]]);
    await schema.dataSource.query('ALTER TABLE thing ADD COLUMN first integer');
    const error: unknown = await read().catch((caught: unknown) => caught);
    expect([isUnavailable(error), String(error)]).toEqual([true, expect.stringContaining('cached plan')]);
    expect(await inTransactions(read)).toEqual([[{ id: 1, first: null }], [{ id: 1, first: null }]]);
  });

  it('goes unnoticed in a unit of work, which runs its work again', async () => {
    const statement = { name: 'stale-plan-of-a-unit-of-work', text: 'SELECT * FROM thing' };
    const unitOfWork = new UnitOfWork(schema.dataSource, 'applications', new SystemClock(), { wake: () => undefined });
    const read = () => unitOfWork.run(({ sql }) => prepared(sql, statement, []));
    const before = await inTransactions(read);
    for (const column of ['second', 'third']) {
      await schema.dataSource.query(`ALTER TABLE thing ADD COLUMN ${column} integer`);
      for (const [row] of await inTransactions(read)) expect(row).toMatchObject({ id: 1, [column]: null });
    }
    expect(before[0]?.[0]).not.toHaveProperty('second');
  });
});
