import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvLine, csvRows } from './csv.js';

describe('a table of keywords', () => {
  it.each([
    [
      'semicolons',
      'fi;sv\r\nmeri;hav\r\n',
      [
        ['fi', 'sv'],
        ['meri', 'hav'],
      ],
    ],
    [
      'commas',
      'fi,sv\nmeri,hav',
      [
        ['fi', 'sv'],
        ['meri', 'hav'],
      ],
    ],
    [
      'tabs',
      'fi\tsv\nmeri\thav',
      [
        ['fi', 'sv'],
        ['meri', 'hav'],
      ],
    ],
    [
      'quotes',
      'fi;sv\n"a;""b""";"c\nd"',
      [
        ['fi', 'sv'],
        ['a;"b"', 'c\nd'],
      ],
    ],
    [
      'a byte order mark and spaces',
      '\uFEFFfi;sv\n meri ; hav ',
      [
        ['fi', 'sv'],
        ['meri', 'hav'],
      ],
    ],
    ['nothing', '', []],
  ])('with %s is read', (_, text, cells) => {
    expect(csvRows(text).map((row) => row.cells)).toEqual(cells);
  });

  it('[R104] numbers its lines as an editor does, also after empty ones and cells of several lines', () => {
    const text = 'fi\n\nmeri\n"a\nb"\nsatama\n';
    expect(csvRows(text).map(({ line }) => line)).toEqual([1, 3, 4, 6]);
    expect(csvRows(text, 100).map(({ line }) => line)).toEqual([100, 102, 103, 105]);
  });

  it.each(['=1+1', '+358', '-ohjaus', '@nimi', '\t=1'])(
    'what a spreadsheet takes for a formula is written as text: %j',
    (cell) => {
      expect(csvLine([cell])).toMatch(/^"?'/);
    },
  );

  it('property: what is written is read again', () => {
    const cell = fc.string({ minLength: 1 }).map((text) => text.replaceAll(/[\r\n]/g, ' ').trim());
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 4 }), (cells) => {
        fc.pre(cells.some((one) => one !== '') && cells.every((one) => !/^'[=+\-@\t\r]/.test(one)));
        const [, row] = csvRows(csvLine(['a', 'b']) + csvLine(cells));
        expect(row?.cells).toEqual(cells);
      }),
    );
  });
});
