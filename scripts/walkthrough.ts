/**
 * `npm run walkthrough`: the main job on a running stack, from outside. Stops with exit code 1 at the first deviation.
 * The stack is that of `npm start` on this machine (DATA_DIR, STACK_FILE), or another one named by GATEWAY_URL,
 * OIDC_ISSUER, KAFKA_BROKERS and MAILDEV_URL.
 */
import { closeTesting, stack } from '#testing';
import { requireKnownName } from './walkthrough/known-name.js';
import { noFindings } from '../test/stories/findings.js';
import { Outside } from '../test/stories/outside.js';
import { useStackOfEnvironment } from './walkthrough/stack-of-environment.js';
import { STORY } from '../test/stories/story.js';

const removeStackFile = useStackOfEnvironment();
const started = performance.now();
const outside = new Outside();
const findings = noFindings();
let name = 'a running stack';

try {
  await requireStack();
  for (const [index, step] of STORY.entries()) {
    ({ name } = step);
    const from = performance.now();
    const seen = await step.run(outside, findings);
    console.log(`${String(index + 1).padStart(2)}. ${name}\n      ${seen}  (${milliseconds(from)} ms)`);
  }
  console.log(`\nThe story holds: ${STORY.length} steps in ${(milliseconds(started) / 1000).toFixed(1)} s.`);
} catch (error) {
  const what = error instanceof Error ? error.message : String(error);
  console.error(`\nDEVIATION in "${name}"\n${what}`);
  process.exitCode = 1;
} finally {
  await closeTesting();
  removeStackFile();
}

/** @throws Error at once when nothing answers; the story itself would wait for a stack that is on its way up. */
async function requireStack(): Promise<void> {
  const { gatewayUrl, issuer } = stack();
  for (const address of [gatewayUrl, issuer]) await requireKnownName(address);
  await outside.ready().catch((cause: unknown) => {
    throw new Error(`Nothing answers at ${gatewayUrl}: start a stack with \`npm start\`, or set GATEWAY_URL.`, {
      cause,
    });
  });
}

function milliseconds(from: number): number {
  return Math.round(performance.now() - from);
}
