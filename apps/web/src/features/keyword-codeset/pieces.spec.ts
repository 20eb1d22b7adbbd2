import { describe, expect, it } from '@jest/globals';
import { piecesOf } from './pieces';

describe('a table in pieces', () => {
  it('each has the head, and says where it begins in the file', () => {
    const table = `\uFEFFfi;sv\r\n${'meri;hav\r\n'.repeat(1_001)}`;
    const pieces = piecesOf(table);
    expect(pieces.map(({ firstLine, lines }) => [firstLine, lines])).toEqual([
      [2, 500],
      [502, 500],
      [1_002, 1],
    ]);
    expect(pieces.every(({ csv }) => csv.startsWith('fi;sv\r\nmeri;hav\r\n'))).toBe(true);
  });

  it('a cell of several lines is not cut', () => {
    const pieces = piecesOf(`fi\n${'"a\nb"\n'.repeat(501)}`);
    expect(pieces.map(({ firstLine, lines }) => [firstLine, lines])).toEqual([
      [2, 500],
      [1_002, 1],
    ]);
    expect(pieces[1]?.csv).toBe('fi\n"a\nb"\n');
  });

  it.each([
    ['', 0],
    ['fi', 0],
    ['fi\nmeri', 1],
  ])('%j has %d', (table, count) => {
    expect(piecesOf(table)).toHaveLength(count);
  });
});
