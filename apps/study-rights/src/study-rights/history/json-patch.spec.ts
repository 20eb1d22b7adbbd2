import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstPatch, type Json, type Patch, patchBetween, patched, replayed } from './json-patch.js';

describe('history as JSON patches', () => {
  it('a patch says what changed and nothing else', () => {
    const before = { tila: { jaksot: [{ alku: '2026-08-10' }] }, suoritukset: [{ a: 1 }, { b: 2 }], poistuva: true };
    const after = { tila: { jaksot: [{ alku: '2026-08-11' }] }, suoritukset: [{ b: 2 }, { c: 3 }], uusi: [] };
    expect(patchBetween(before, after)).toEqual([
      { op: 'remove', path: '/poistuva' },
      { op: 'add', path: '/uusi', value: [] },
      { op: 'replace', path: '/tila/jaksot/0/alku', value: '2026-08-11' },
      { op: 'remove', path: '/suoritukset/0/a' },
      { op: 'add', path: '/suoritukset/0/b', value: 2 },
      { op: 'remove', path: '/suoritukset/1/b' },
      { op: 'add', path: '/suoritukset/1/c', value: 3 },
    ]);
  });

  it('what is the same at both ends of a list does not stand in the patch', () => {
    const list = Array.from({ length: 100 }, (_, index) => ({ index }));
    const with50 = { list: [...list.slice(0, 50), { uusi: true }, ...list.slice(50)] };
    expect(patchBetween({ list }, with50)).toEqual([{ op: 'add', path: '/list/50', value: { uusi: true } }]);
    expect(patchBetween(with50, { list })).toEqual([{ op: 'remove', path: '/list/50' }]);
    expect(patchBetween({ list }, { list })).toEqual([]);
  });

  const json = fc
    .object({
      maxDepth: 4,
      withNullPrototype: false,
      values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)],
    })
    .map((value) => JSON.parse(JSON.stringify(value)) as Json);

  it('applied to the older document it gives the newer, for any two documents', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(patched(before, patchBetween(before, after))).toEqual(after);
      }),
    );
  });

  it('a whole history gives back each of its versions', () => {
    fc.assert(
      fc.property(fc.array(json, { minLength: 1, maxLength: 6 }), (versions) => {
        let document: Json = {};
        const patches: Patch[] = [];
        versions.forEach((version, index) => {
          patches.push(index === 0 ? firstPatch(version) : patchBetween(document, version));
          // As they come back from the database.
          const stored = JSON.parse(JSON.stringify(patches)) as Patch[];
          document = patched(document, stored.at(-1) ?? []);
          expect(document).toEqual(version);
          expect(replayed({}, ...stored)).toEqual(version);
        });
      }),
    );
  });

  it.each(['constructor', 'prototype', 'toString', 'a/b', 'm~n', '', '-', '0'])('a field called "%s"', (name) => {
    const before = { x: { [name]: 1 }, [name]: { y: 1 } };
    const after = { x: { [name]: [2] }, [name]: { y: { z: 2 } } };
    expect(patched(before, patchBetween(before, after))).toEqual(after);
  });

  it('two lists of five thousand different items: a change for each, without comparing each with each', () => {
    const before = { list: Array.from({ length: 5_000 }, (_, index) => index) };
    const after = { list: Array.from({ length: 5_000 }, (_, index) => -index - 1) };
    expect(patchBetween(before, after)).toHaveLength(5_000);
  });

  it.each([
    ['half a million items', (value: number) => ({ list: Array.from({ length: 500_000 }, () => value) })],
    [
      'a hundred lists of a thousand items',
      (value: number) => ({ lists: Array.from({ length: 100 }, () => Array.from({ length: 1_000 }, () => value)) }),
    ],
    [
      'a hundred thousand fields',
      (value: number) => Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`f${index}`, value])),
    ],
  ])('%s that differ are one change of the document', (_, document) => {
    const after = document(1);
    expect(patchBetween(document(0), after)).toEqual([{ op: 'replace', path: '', value: after }]);
  });

  it('an operation without its place is an error', () => {
    expect(() => patched({}, [{ op: 'remove', path: '/x' }])).toThrow(/path/);
  });
});
