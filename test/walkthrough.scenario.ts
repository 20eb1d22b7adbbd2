import { describe, expect, it } from '@jest/globals';
import { noFindings } from './stories/findings.js';
import { Outside } from './stories/outside.js';
import { STORY } from './stories/story.js';

describe('the main job', () => {
  const outside = new Outside();
  const findings = noFindings();
  let holds = true;

  // Each step builds on the ones before: after a deviation the rest can only fail, and says so at once.
  for (const { name, run } of STORY) {
    it(
      name,
      async () => {
        expect({ theStepsBeforeHeld: holds }).toEqual({ theStepsBeforeHeld: true });
        holds = false;
        expect(await run(outside, findings)).toEqual(expect.any(String));
        holds = true;
      },
      180_000,
    );
  }
});
