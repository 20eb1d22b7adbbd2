import { APPLICATION_STORY } from './application-story.js';
import { expectThat } from './expectations.js';
import { step, type Step } from './step.js';
import { STUDY_RIGHT_STORY } from './study-right-story.js';
import { SUPPORT_DESK_STORY } from './support-desk-story.js';
import { WRONG_TYPE_STORY } from './wrong-type-story.js';

/** The main job, written once: `npm run walkthrough` prints it, test/walkthrough.scenario.ts runs it as tests. */
export const STORY: readonly Step[] = [
  step('the whole stack is ready', async (outside) => {
    expectThat('the gateway says ready', await outside.sooner('readiness', () => outside.ready()));
    return 'GET /health/ready answers 200';
  }),
  ...APPLICATION_STORY,
  ...STUDY_RIGHT_STORY,
  ...SUPPORT_DESK_STORY,
  ...WRONG_TYPE_STORY,
];
