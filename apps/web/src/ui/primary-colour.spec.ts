import { describe, expect, it } from '@jest/globals';
import { readableColour } from './primary-colour';

describe('the colour of an institution', () => {
  it.each([
    ['#0033CC', true, 'blue'],
    ['#2D6E02', true, 'dark green'],
    ['#000000', true, 'black'],
    ['#FFCC00', false, 'yellow'],
    ['#767676', false, 'grey that can be read on white, but not on a chosen row'],
    ['#FFFFFF', false, 'white'],
    ['red', false, 'no #RRGGBB'],
    ['#00F', false, 'short'],
  ])('%s is used: %s (%s)', (colour, used) => {
    expect(readableColour(colour)).toBe(used ? colour : undefined);
  });

  it('may be left out', () => {
    expect(readableColour(undefined)).toBeUndefined();
  });
});
