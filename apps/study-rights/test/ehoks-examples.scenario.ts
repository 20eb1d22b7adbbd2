import { describe, expect, it } from '@jest/globals';
import { runExamples } from './examples.js';

describe('docs/examples/ehoks.md', () => {
  it('works as it stands, in its order', async () => {
    const stdout = await runExamples('ehoks.md');
    const expected = [
      '{"meta":{},"data":{}}',
      '"manuaalisyotto":false',
      'HTTP/1.1 204',
      '"code":"hoks/career-plan"',
      'hoks/exists',
      'hoks/study-right-changed',
      'conflict.hoksExists',
      '"last-id"',
      'hoks/delete-not-privileged',
      '{"success":',
      '{"meta":{},"data":{}}{"meta":{},"data":{}}',
    ];
    const places = expected.map((words) => stdout.indexOf(words));
    expect([places.includes(-1), places]).toEqual([false, [...places].sort((a, b) => a - b)]);
  });
});
