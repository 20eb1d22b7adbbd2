import { describe, expect, it } from '@jest/globals';
import { expectedBy } from './demo-arrival.js';

describe('the arrival of messages', () => {
  it('is expected at the consumers of their topic, and at no one where nobody reads', () => {
    const expected = expectedBy([
      { id: 'a', topic: 'university.study-right.v1' },
      { id: 'b', topic: 'study-rights.study-right.v1' },
      { id: 'c', topic: 'decisions.attainment.v1' },
    ]);
    expect(expected).toEqual(
      new Map([
        ['study-rights', new Set(['a'])],
        ['applications', new Set(['b'])],
        ['decisions', new Set(['b'])],
      ]),
    );
  });
});
