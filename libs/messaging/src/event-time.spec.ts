import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalTime } from './event-time.js';

describe('the time of an event', () => {
  it.each([
    ['2026-11-23T08:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23t08:00:00.123456789z', '2026-11-23T08:00:00.123Z'],
    ['2026-11-23T10:00:00.5+02:00', '2026-11-23T08:00:00.500Z'],
    ['2024-02-29T00:00:00-00:00', '2024-02-29T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.999Z'],
    ['2017-01-01T01:59:60.7+02:00', '2016-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalTime(text)).toBe(canonical);
  });

  it.each([
    ...['yesterday', '2026-11-23', '2026-11-23T08:00:00', '2026-11-23 08:00:00Z', '1764000000', 'null'],
    ...['2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-11-00T00:00:00Z'],
    ...['2026-11-23T24:00:00Z', '2026-11-23T08:60:00Z', '2026-11-23T08:00:61Z', '2026-11-23T08:30:60Z'],
    ...['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+02:00', '9999-12-31T23:59:59-02:00', '2026-11-23T08:00:00Z\n'],
  ])('%j is none', (text) => {
    expect(canonicalTime(text)).toBeUndefined();
  });

  it('every accepted text is a date that says the same', () => {
    const number = (max: number) => fc.nat({ max }).map((n) => String(n).padStart(2, '0'));
    const times = fc
      .tuple(
        fc.nat({ max: 9999 }),
        number(13),
        number(32),
        number(25),
        number(61),
        number(61),
        fc.constantFrom('Z', '+13:45', '-12:00'),
      )
      .map(([y, m, d, h, min, s, zone]) => `${String(y).padStart(4, '0')}-${m}-${d}T${h}:${min}:${s}${zone}`);
    fc.assert(
      fc.property(times, (text) => {
        const taken = canonicalTime(text);
        if (taken !== undefined) expect(new Date(taken).toISOString()).toBe(taken);
      }),
    );
  });
});
