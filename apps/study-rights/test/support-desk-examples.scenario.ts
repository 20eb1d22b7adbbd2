import { describe, expect, it } from '@jest/globals';
import { runExamples } from './examples.js';

describe('docs/examples/support-desk.md', () => {
  it('[R160] [R165] [R169] works as it stands, in its order, with the statuses that it states', async () => {
    const lines = (await runExamples('support-desk.md')).trim().split('\n');
    const expected = [
      /"id":\d+.* 201$/,
      /mitätöinninSyyEiSallittu.* 400$/,
      /conflict\.hoksExists.*"nextSteps".* 409$/,
      /"items":\[.*"OPEN".* 200$/,
      /"versions":\[.*"hoks":\{.* 200$/,
      /"PROPOSED".* 200$/,
      /support-case\/second-person-needed.* 403$/,
      /"COMPLETED".* 200$/,
      /"items":\[\].* 200$/,
      /"items":\[\{.* 200$/,
      /"items":\[\{.* 200$/,
      /"361902".* 200$/,
      /"items":\[.* 200$/,
      /"supportEmail":".*"webinar".* 200$/,
    ];
    expect(lines).toEqual(expected.map((line) => expect.stringMatching(line)));
  });
});
