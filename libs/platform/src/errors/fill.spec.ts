import { describe, expect, it } from '@jest/globals';
import { fill, placesIn, worded } from './fill.js';

describe('places for values in a text', () => {
  it.each([
    ['Odottaa {päivä} asti.', 'Odottaa 1.8. asti.'],
    ['{vahvistuspäivä}/{Åland}/{a_1}', '{vahvistuspäivä}/{Åland}/x'],
    ['{ päivä } {} {a b}', '{ päivä } {} {a b}'],
    ['{päivä}{päivä}', '1.8.1.8.'],
  ])('%s: %s', (text, filled) => {
    const values: Record<string, string> = { päivä: '1.8.', a_1: 'x' };
    expect(fill(text, (name) => values[name])).toBe(filled);
  });

  it('are named in any letters, each once', () => {
    expect(placesIn('{päättymispäivä}, {a}, {päättymispäivä}')).toEqual(['a', 'päättymispäivä']);
  });

  it.each([
    [['GET', 'PUT'], 'GET, PUT'],
    [7, '7'],
    ['x', 'x'],
    [{ a: 1 }, undefined],
    [undefined, undefined],
  ])('%j is worded %j', (value, expected) => {
    expect(worded(value)).toBe(expected);
  });
});
