/**
 * `npm run test:axe`: every page in every state at two widths, judged by axe. `npm run pictures`: a picture of every page in three
 * languages and two widths, into .cache/pictures/. `npm run test:lighthouse`: every page has 100 for accessibility in Lighthouse. Each on a stack of their own, thrown away afterwards; started through bootstrap.mjs.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runBrowser } from './launcher/browser-run.js';
import { sentenceOf } from './launcher/failure.js';
import { tallyLine } from './launcher/jest-run.js';
import { lighthouse } from './launcher/lighthouse.js';
import { ROOT, stopSignal } from './launcher/run.js';
import { startThrowAwayStacks } from './launcher/throw-away-stack.js';

const FILES = {
  'test-axe': 'every-page.axe.ts',
  'test-lighthouse': 'every-page.lighthouse.ts',
  pictures: 'every-page.pictures.ts',
};
const command = process.argv[2] as keyof typeof FILES;
const stop = stopSignal();
const folder = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-pages-'));
let failed = 1;
try {
  const program = command === 'test-lighthouse' ? { LIGHTHOUSE: await lighthouse(ROOT) } : {};
  const stacks = await startThrowAwayStacks(1, path.join(folder, 'data'), stop);
  try {
    const stackFile = stacks.stackFile.replace('{worker}', '1');
    const env = { ...process.env, ...program, STACK_FILE: stackFile, BROWSER_FILES: FILES[command] };
    const tally = await runBrowser({
      root: ROOT,
      args: [],
      resultFile: path.join(folder, 'result.json'),
      env,
      signal: stop,
    });
    console.log(tallyLine(tally));
    failed = tally.failed;
  } finally {
    await stacks.stop();
  }
} catch (error) {
  console.error(sentenceOf(error));
}
await rm(folder, { recursive: true, force: true });
process.exit(failed === 0 ? 0 : 1);
