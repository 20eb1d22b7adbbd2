import { describe, expect, it } from '@jest/globals';
import { DEMO } from '#testing/demo';
import { learnerOid, noFindings } from './findings.js';

describe('the learners of a run', () => {
  it('have the check digit that the demo learner has', () => {
    const digits = DEMO.learner.oid.split('.').at(-1) ?? '';
    expect(learnerOid(digits.slice(0, -1))).toBe(DEMO.learner.oid);
  });

  it('and its word are different in each run', () => {
    const [first, second] = [noFindings(), noFindings()];
    expect(first.word).not.toBe(second.word);
    expect(first.word).toMatch(/^[a-z]{16}$/);
    expect(first.learners).not.toEqual(second.learners);
  });
});
