import { describe, expect, it } from '@jest/globals';
import { chromium, tallyOfBrowser } from './browser-run.js';

const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };

describe('the tally of the browser scenarios', () => {
  it.each([
    ['all passed', { stats: { ...stats, expected: 3 }, errors: [] }, { passed: 3, failed: 0, skipped: 0 }],
    [
      'one failed',
      { stats: { ...stats, expected: 2, unexpected: 1 }, errors: [] },
      { passed: 2, failed: 1, skipped: 0 },
    ],
    ['one passed the second time', { stats: { ...stats, flaky: 1 }, errors: [] }, { passed: 0, failed: 1, skipped: 0 }],
    ['a file that does not load', { stats, errors: [{}] }, { passed: 0, failed: 1, skipped: 0 }],
    ['no test at all', { stats, errors: [] }, { passed: 0, failed: 1, skipped: 0 }],
    ['no report', undefined, { passed: 0, failed: 1, skipped: 0 }],
  ])('%s', (_, report, tally) => {
    expect(tallyOfBrowser(report)).toEqual(tally);
  });

  it('a browser is named, and is there', () => {
    expect(chromium({ CHROMIUM: process.execPath })).toBe(process.execPath);
  });
});
