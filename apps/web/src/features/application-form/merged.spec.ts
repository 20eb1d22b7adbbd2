import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { merged } from './merged';

const base = { handler: 'h1', 'parts.0.type': 'SUBSTITUTION', 'parts.0.credits': '5' };

describe('what two have written', () => {
  it('in different fields is both of it', () => {
    const mine = { ...base, handler: 'h2' };
    const current = { ...base, 'parts.0.credits': '4' };
    expect(merged(base, mine, current)).toEqual({
      fields: { handler: 'h2', 'parts.0.type': 'SUBSTITUTION', 'parts.0.credits': '4' },
      conflicts: [],
    });
  });

  it('in the same field is a conflict, and stays mine until it is decided', () => {
    const found = merged(base, { ...base, handler: 'h2' }, { ...base, handler: 'h3' });
    expect(found.conflicts).toEqual(['handler']);
    expect(found.fields['handler']).toBe('h2');
  });

  it('alike in the same field is no conflict', () => {
    const both = { ...base, handler: 'h2' };
    expect(merged(base, both, both).conflicts).toEqual([]);
  });

  it('a field that is gone there and untouched here is gone', () => {
    const { handler: _, ...current } = base;
    expect(merged(base, base, current).fields).toEqual(current);
  });

  it('nothing of mine changed: what stands now', () => {
    const contents = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2', '3'));
    fc.assert(
      fc.property(contents, contents, (one, other) => {
        expect(merged(one, one, other)).toEqual({ fields: { ...other }, conflicts: [] });
        expect(merged(one, other, one).fields).toEqual({ ...other });
      }),
    );
  });
});
