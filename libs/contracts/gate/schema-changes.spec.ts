import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { closed, type JsonSchema } from '#contracts';
import { allowedChange, bodyOf, FORBIDDEN, forbiddenChange, randomSchema } from './random-schemas.js';
import { schemaBreaches } from './schema-changes.js';

const changes = (before: JsonSchema, now: JsonSchema) => schemaBreaches(before, now, 'it#');
const fits = (schema: JsonSchema, body: unknown) => new Ajv({ strict: false }).validate(schema, body);

/** Some allowed changes, one after the other. */
const allowedPair = randomSchema.chain((before) =>
  fc.tuple(fc.constant(before), allowedChange(before).chain(allowedChange)),
);

describe('the structural comparison of two forms of a schema', () => {
  it('a new optional field and other words pass, wherever they are', () => {
    fc.assert(fc.property(allowedPair, ([before, now]) => expect(changes(before, now)).toEqual([])));
  });

  it('what passes really is readable in both directions: old bodies by new readers, new bodies by old readers', () => {
    const bodies = allowedPair.chain(([before, now]) =>
      fc.record({ before: fc.constant(before), now: fc.constant(now), old: bodyOf(before), fresh: bodyOf(now) }),
    );
    fc.assert(
      fc.property(bodies, ({ before, now, old, fresh }) => {
        expect(fits(closed(before), old)).toBe(true);
        expect(fits(now, old)).toBe(true);
        expect(fits(closed(now), fresh)).toBe(true);
        expect(fits(before, fresh)).toBe(true);
      }),
    );
  });

  it.each(Object.keys(FORBIDDEN))('is refused, wherever it happens: %s', (name) => {
    fc.assert(
      fc.property(forbiddenChange(name), ({ before, now }) => expect(changes(before, now)).not.toEqual([])),
      { numRuns: 50 },
    );
  });

  it('is refused also beside allowed changes', () => {
    const pair = fc
      .constantFrom(...Object.keys(FORBIDDEN))
      .chain(forbiddenChange)
      .chain(({ before, now }) => fc.tuple(fc.constant(before), allowedChange(now)));
    fc.assert(fc.property(pair, ([before, now]) => expect(changes(before, now)).not.toEqual([])));
  });

  it('a guard against line ends passes beside a pattern that lets none through, and nowhere else', () => {
    const guard = { not: { type: 'string', pattern: '[\n\r\u0085\u2028\u2029]' } };
    const guarded = (pattern: string, not: object = guard) =>
      changes({ type: 'string', pattern }, { type: 'string', pattern, ...not });
    for (const pattern of [
      '^[0-9]{4}-(0[1-9]|1[0-2])$',
      '^1\\.2\\.(10|99)\\.[0-9]{1,24}$',
      '^[0-9:.]{8,12}Z$',
      '^[A-Z_]{3,40}$',
    ]) {
      expect([pattern, guarded(pattern)]).toEqual([pattern, []]);
    }
    for (const pattern of ['^.$', '^[^a]$', '^\\s$', '[a-z]$', '^a', '^a\\D$', '^a\n$', '^\\n$', '^[\\n]$']) {
      expect([pattern, guarded(pattern)]).not.toEqual([pattern, []]);
    }
    expect(guarded('^[0-9]$', { not: { type: 'string', pattern: '0' } })).not.toEqual([]);
    expect(changes({ type: 'string' }, { type: 'string', ...guard })).not.toEqual([]);
  });

  it("words of nobody's vocabulary may come and go", () => {
    expect(changes({ type: 'object', 'x-open': true }, { type: 'object' })).toEqual([]);
  });

  it('says where, what and whom it hurts', () => {
    const before = {
      type: 'object',
      properties: { kind: { $comment: 'common.schema.json#/$defs/kind', type: 'string', enum: ['A', 'B'] }, n: {} },
      required: ['kind'],
    };
    const kind = { ...before.properties.kind, enum: ['B', 'C'] };
    expect(changes(before, { ...before, properties: { kind }, required: [] })).toEqual([
      {
        place: 'common.schema.json#/$defs/kind',
        what: 'enum allows ["A"] no more: bodies that have been published may break it',
      },
      { place: 'it#', what: 'the field "n" is gone: consumers may read it' },
      {
        place: 'it#',
        what: 'the field "kind" is not required any more: consumers that run today refuse what a new producer may send',
      },
    ]);
  });

  it('does not take a field in a closed object, or in one that allowed anything, for an addition', () => {
    const open = { type: 'object' };
    const named = { type: 'object', properties: { a: {} } };
    expect(changes(open, named)).toHaveLength(1);
    const shut = { ...named, additionalProperties: false };
    expect(changes(shut, { ...shut, properties: { a: {}, b: {} } })).toHaveLength(1);
  });

  it('allows nothing inside the keywords that it does not know', () => {
    const before = { not: { type: 'object', properties: { a: {} } } };
    expect(changes(before, { not: { type: 'object', properties: { a: {}, b: {} } } })).toHaveLength(1);
    expect(changes(before, { not: { ...before.not, description: 'words' } })).toEqual([]);
  });
});
