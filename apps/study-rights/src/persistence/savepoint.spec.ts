import { describe, expect, it } from '@jest/globals';
import { openPipeline, type SqlRunner } from '#platform';
import { failureWithin } from './savepoint.js';

/** A transaction that records the statements it receives. @param lost a connection that answers nothing any more */
function transaction(lost = false): SqlRunner & { readonly statements: string[] } {
  const statements: string[] = [];
  const query = (statement: string | object) => {
    statements.push(String(statement));
    if (lost) return Promise.reject(new Error('Connection terminated'));
    return Promise.resolve({ command: '', rows: [] });
  };
  const queryRunner = { isReleased: false, connect: () => Promise.resolve({ query }) };
  openPipeline(queryRunner, { query });
  return { statements, queryRunner, query: () => Promise.reject(new Error('not by the connection')) };
}

const failing = (code?: string) => () => Promise.reject(Object.assign(new RangeError('a value'), code && { code }));

describe('one of many that fails by itself', () => {
  it('stands when it does not fail', async () => {
    const sql = transaction();
    expect(await failureWithin(sql, () => Promise.resolve())).toBeNull();
    // A transaction that has done nothing sends no statement at all.
    expect(sql.statements).toEqual([]);
  });

  it.each([
    ['an error of the program', undefined, 'RangeError'],
    ['an error of the database', '22008', '22008'],
  ])('%s is undone and called by its kind, never by its message', async (_, code, name) => {
    const sql = transaction();
    expect(await failureWithin(sql, failing(code))).toBe(name);
    expect(sql.statements).toEqual([
      'START TRANSACTION ISOLATION LEVEL READ COMMITTED; SAVEPOINT one',
      'ROLLBACK TO SAVEPOINT one',
    ]);
  });

  it.each(['40P01', '40001'])('%s concerns the whole transaction, which is repeated', async (code) => {
    await expect(failureWithin(transaction(), failing(code))).rejects.toMatchObject({ code });
  });

  it('so does a lost connection', async () => {
    await expect(failureWithin(transaction(true), failing('57P01'))).rejects.toThrow('Connection terminated');
  });
});
