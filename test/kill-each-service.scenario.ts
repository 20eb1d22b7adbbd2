import { describe, expect, it } from '@jest/globals';
import { SERVICES, type ServiceName } from '#contracts';
import { crash, restarted } from '#testing';
import { setTimeout as delay } from 'node:timers/promises';
import { noFindings } from './stories/findings.js';
import { Outside } from './stories/outside.js';
import type { Step } from './stories/step.js';
import { APPLICATION_STORY } from './stories/application-story.js';
import { STUDY_RIGHT_STORY } from './stories/study-right-story.js';

/** The step during which each service dies: one in which it is working. */
const DIES_DURING: Readonly<Record<ServiceName, RegExp>> = {
  applications: /sends it to Hanna/,
  decisions: /each approved part is recorded/,
  notifications: /sends it to Hanna/,
  'recognition-bank': /each approved part is recorded/,
  'study-rights': /another arrives by Kafka/,
};
/** From the beginning of the step to the kill: the first request is on its way or its events are. */
const KILL_AFTER_MS = 40;

describe('a service that is killed', () => {
  // Side by side, because a group misses a killed member only after its session timeout; so each story also lives through the other deaths.
  it.concurrent.each(SERVICES)(
    '%s: the story completes all the same, nothing is lost',
    async (service) => {
      const outside = new Outside();
      const findings = noFindings();
      let killed: { pid: number } | undefined;
      const kill = async () => {
        await delay(KILL_AFTER_MS);
        killed = crash(service);
      };
      const play = async (story: readonly Step[]) => {
        for (const { name, run } of story) {
          await Promise.all([run(outside, findings), DIES_DURING[service].test(name) && kill()]);
        }
      };
      await Promise.all([play(APPLICATION_STORY), play(STUDY_RIGHT_STORY)]);
      expect(killed).toBeDefined();
      if (killed) await restarted(service, killed);
    },
    300_000,
  );
});
