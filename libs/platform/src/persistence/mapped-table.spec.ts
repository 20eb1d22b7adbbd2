import { describe, expect, it } from '@jest/globals';
import { EntitySchema } from 'typeorm';
import type { SqlRunner } from '../sql.js';
import { type Columns, MappedTable } from './mapped-table.js';

interface Note {
  readonly owner: string;
  readonly id: string;
  readonly writtenOn: string;
  readonly texts: readonly string[];
  readonly tags: readonly string[];
  readonly grade: string | null;
}

const columns = {
  owner: { name: 'owner_id', type: 'text', primary: true },
  id: { name: 'id', type: 'uuid', primary: true },
  writtenOn: { name: 'written_on', type: 'date' },
  texts: { name: 'texts', type: 'jsonb' },
  tags: { name: 'tags', type: 'text', array: true },
  grade: { name: 'grade', type: 'text', nullable: true },
} satisfies Columns<Note>;
const notes = new MappedTable(new EntitySchema<Note>({ name: 'Note', tableName: 'note', columns }));
const note: Note = { owner: 'o', id: 'a', writtenOn: '2026-11-30', texts: ['x'], tags: ['t'], grade: null };

/** What a call sends. */
async function sent(call: (sql: SqlRunner) => Promise<unknown>): Promise<unknown[]> {
  const statements: unknown[] = [];
  const query = async (...statement: unknown[]) => {
    statements.push(...statement);
    return [] as never;
  };
  await call({ query });
  return statements;
}

describe('the rows of an entity', () => {
  it('are read under the names of the type, days as text, locked when asked for', async () => {
    const options = { lock: 'pessimistic_write', order: ['writtenOn', 'id'], except: ['owner', 'tags'] } as const;
    expect(await sent((sql) => notes.find(sql, { owner: 'o', id: 'a' }, options))).toEqual([
      'SELECT id AS "id", written_on::text AS "writtenOn", texts AS "texts", grade AS "grade" FROM note ' +
        'WHERE owner_id = $1 AND id = $2 ORDER BY written_on, id FOR UPDATE',
      ['o', 'a'],
    ]);
  });

  it('are inserted: JSON as text, arrays of PostgreSQL as arrays, nothing that is no column', async () => {
    expect(await sent((sql) => notes.insert(sql, [{ ...note, more: 'is not stored' } as Note]))).toEqual([
      'INSERT INTO note (owner_id, id, written_on, texts, tags, grade) VALUES ($1, $2, $3, $4, $5, $6)',
      ['o', 'a', '2026-11-30', '["x"]', ['t'], null],
    ]);
    expect(await sent((sql) => notes.insert(sql, []))).toEqual([]);
  });

  it('are written by one statement when there are several', async () => {
    const [text, values] = await sent((sql) => notes.upsert(sql, [note, { ...note, id: 'b' }]));
    expect(text).toBe(
      'INSERT INTO note (owner_id, id, written_on, texts, tags, grade) ' +
        'SELECT owner_id, id, written_on, texts, tags, grade FROM jsonb_populate_recordset(NULL::note, $1::jsonb) ' +
        'ON CONFLICT (owner_id, id) DO UPDATE SET written_on = excluded.written_on, texts = excluded.texts, ' +
        'tags = excluded.tags, grade = excluded.grade',
    );
    expect(JSON.parse((values as string[])[0] ?? '')).toMatchObject([
      { owner_id: 'o', id: 'a' },
      { id: 'b', texts: ['x'] },
    ]);
  });

  it('are changed and deleted where they are as expected, never all of them', async () => {
    const where = { owner: 'o', writtenOn: '2026-11-30' };
    expect(await sent((sql) => notes.update(sql, where, { grade: null, texts: [] }))).toEqual([
      'UPDATE note SET grade = $3, texts = $4 WHERE owner_id = $1 AND written_on = $2 RETURNING 1',
      ['o', '2026-11-30', null, '[]'],
    ]);
    expect(await sent((sql) => notes.delete(sql, { owner: 'o' }))).toEqual([
      'DELETE FROM note WHERE owner_id = $1 RETURNING 1',
      ['o'],
    ]);
    await expect(sent((sql) => notes.delete(sql, {}))).rejects.toThrow('note: no condition');
  });

  it.each([
    ['of another type', { type: 'numeric' }],
    ['with a transformer', { type: 'integer', transformer: { to: String, from: Number } }],
  ] as const)('are not mapped with a column %s', (_, column) => {
    const entity = new EntitySchema<{ id: number }>({ name: 'n', columns: { id: { primary: true, ...column } } });
    expect(() => new MappedTable(entity)).toThrow('n.id is of no type that is mapped');
  });
});
