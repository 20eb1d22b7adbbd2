import { describe, expect, it } from '@jest/globals';
import { fieldsOf } from './fields.js';

interface Note {
  readonly id: string;
  readonly writtenOn: string;
  readonly texts: readonly string[];
}

describe('the fields of a table', () => {
  const fields = fieldsOf<Note>({ id: 'id', writtenOn: 'written_on::text', texts: 'texts' });
  const note = { id: 'a', writtenOn: '2026-11-30', texts: ['x'], more: 'is not stored' };

  it('are read under the names of the type, a cast included', () => {
    expect(fields.selected).toBe('id, written_on::text AS "writtenOn", texts');
  });

  it('are written in the order of their columns', () => {
    expect([fields.columns, fields.placeholders]).toEqual(['id, written_on, texts', '$1, $2, $3']);
    expect(fields.overwritten).toMatch(/, written_on = excluded.written_on, /);
    expect(fields.valuesOf(note)).toEqual(['a', '2026-11-30', ['x']]);
  });

  it('make a row of the table, of its columns only', () => {
    expect(fields.rowOf(note)).toEqual({ id: 'a', written_on: '2026-11-30', texts: ['x'] });
  });
});
