import { describe, expect, it } from '@jest/globals';
import { neighboursIn } from './neighbours';

const places = ['a', 'b', 'c'].map((partId) => ({ applicationId: 'x', partId }));
const [a, b, c] = places;

describe('the parts before and after one', () => {
  it.each([
    ['a', undefined, b],
    ['b', a, c],
    ['c', b, undefined],
  ])('%s', (partId, previous, next) => {
    expect(neighboursIn(places, { applicationId: 'x', partId })).toEqual({ previous, next });
  });

  it('none of a part that is not in the list', () => {
    expect(neighboursIn(places, { applicationId: 'x', partId: 'd' })).toBeUndefined();
  });
});
