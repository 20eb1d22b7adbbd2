import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeLike, normaliseSearchText, prefixQuery, searchTextLength } from './search-text.js';

const anyText = fc.string({ unit: 'binary' });

describe('search text', () => {
  it.each([
    ['  scrum   master ', 'scrum master'],
    ['tieto\u0000kanta', 'tieto kanta'],
    ['a\u0308iti', 'äiti'],
    ['rivi\r\nvaihto', 'rivi vaihto'],
    ['\u200B\u0007 ', ''],
  ])('%j is read as %j', (typed, read) => {
    expect(normaliseSearchText(typed)).toBe(read);
  });

  it('is one line without control characters, and reading it again changes nothing', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const read = normaliseSearchText(typed);
        expect(read).not.toMatch(/[\p{Cc}\r\n\u0000]/u);
        expect(normaliseSearchText(read)).toBe(read);
      }),
    );
  });

  it('counts a letter beyond the basic plane once', () => {
    expect(searchTextLength('𐌰𐌱')).toBe(2);
  });

  it('LIKE finds an escaped text only literally', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '%', '_', '\\') }), (text) => {
        expect(escapeLike(text).replace(/\\([\\%_])/g, '$1')).toBe(text);
        expect(escapeLike(text).replace(/\\[\\%_]/g, '')).not.toMatch(/[\\%_]/);
      }),
    );
  });

  it.each([
    ['ohjelmoinnin perus', 'ohjelmoinnin & perus:*'],
    ["c++ & !('x", 'c & x:*'],
    ['%_!', undefined],
  ])('%j becomes the full-text query %j', (text, query) => {
    expect(prefixQuery(text)).toBe(query);
  });

  it('a full-text query holds words and our own operators, nothing else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const query = prefixQuery(text);
        if (query !== undefined) expect(query).toMatch(/^[\p{L}\p{N}]+( & [\p{L}\p{N}]+)*:\*$/u);
        else expect(text).not.toMatch(/[\p{L}\p{N}]/u);
      }),
    );
  });
});
