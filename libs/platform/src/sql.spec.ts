import { describe, expect, it } from '@jest/globals';
import { prepared, type SqlRunner } from './sql.js';

const STATEMENT = { name: 'one', text: 'SELECT $1' };

describe('a prepared statement', () => {
  it('goes to the connection of the transaction by its name', async () => {
    const sent: unknown[] = [];
    const query = (statement: unknown) => {
      sent.push(statement);
      return Promise.resolve({ rows: [{ n: 1 }] });
    };
    const sql: SqlRunner = {
      query: () => Promise.reject(new Error('not by its name')),
      queryRunner: { isReleased: false, connect: () => Promise.resolve({ query }) },
    };
    expect(await prepared(sql, STATEMENT, [1])).toEqual([{ n: 1 }]);
    expect(sent).toEqual([{ ...STATEMENT, values: [1] }]);
  });

  it('is run like any other without a transaction', async () => {
    const sql: SqlRunner = { query: (text, values) => Promise.resolve([{ text, values }] as never) };
    expect(await prepared(sql, STATEMENT, [1])).toEqual([{ text: 'SELECT $1', values: [1] }]);
  });

  it('is refused after the end of its transaction', async () => {
    const connect = () => Promise.reject(new Error('this connection is another’s by now'));
    const sql: SqlRunner = { query: () => Promise.resolve([] as never), queryRunner: { isReleased: true, connect } };
    await expect(prepared(sql, STATEMENT, [1])).rejects.toThrow('one comes after the end of its transaction');
  });
});
