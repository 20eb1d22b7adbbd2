import { describe, expect, it } from '@jest/globals';
import { FrozenClock } from './frozen-clock.js';

describe('the frozen clock', () => {
  it('stands still until it is moved, and hands out dates that can be changed without moving it', () => {
    const clock = new FrozenClock('2026-08-01T00:00:00Z');
    clock.now().setFullYear(1999);
    expect(clock.now().toISOString()).toBe('2026-08-01T00:00:00.000Z');
    clock.advance(1000);
    expect(clock.now().toISOString()).toBe('2026-08-01T00:00:01.000Z');
    clock.set('2027-01-01T00:00:00Z');
    expect(clock.now().toISOString()).toBe('2027-01-01T00:00:00.000Z');
  });
});
