import { describe, expect, it } from '@jest/globals';
import { tallyLine, tallyOf } from './jest-run.js';

const NOTHING = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('the tally of a test run', () => {
  it('counts tests, and todo as skipped', () => {
    const result = { ...NOTHING, numPassedTests: 7, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    expect(tallyLine(tallyOf(result))).toBe('7 passed, 1 failed, 3 skipped');
  });

  it('counts a file that could not be run as a failure', () => {
    expect(tallyOf({ ...NOTHING, numPassedTests: 7, numRuntimeErrorTestSuites: 2 }).failed).toBe(2);
  });

  it('fails when no test ran, or Jest left no result', () => {
    expect(tallyOf(NOTHING).failed).toBe(1);
    expect(tallyOf(undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
