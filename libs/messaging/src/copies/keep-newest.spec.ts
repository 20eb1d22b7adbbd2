import { describe, expect, it } from '@jest/globals';
import type { SqlRunner } from '#platform';
import { keepNewest } from './keep-newest.js';

const COPY = { table: 'course_copy', key: ['course_code'], content: ['name'] };

/** A database that knows nothing yet and counts its statements. */
function database() {
  const statements: string[] = [];
  const sql: SqlRunner = {
    query: async <T>(text: string, [values]: unknown[] = []) => {
      statements.push(text);
      return JSON.parse(String(values)) as T;
    },
  };
  return { sql, statements };
}

describe('the newest version of a copy', () => {
  it('a version that no column holds is refused to its sender, and nothing is written', async () => {
    const { sql, statements } = database();
    const rows = [2_147_483_647, 2_147_483_648].map((version) => ({ course_code: `C${version}`, name: 'x', version }));
    await expect(keepNewest(sql, COPY, rows)).rejects.toMatchObject({ code: 'version-too-large' });
    expect(statements).toEqual([]);
    expect(await keepNewest(sql, COPY, rows.slice(0, 1))).toBe(1);
  });
});
