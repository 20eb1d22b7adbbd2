/**
 * `npm run test:axe`: every page in every state at two widths, judged by axe. `npm run pictures`: a picture of every page in three
 * languages and two widths, into .cache/pictures/. `npm run test:firefox`: the scenarios of a student's application in Firefox.
 * `npm run test:lighthouse`: every page has 100 for accessibility in Lighthouse. Each on a stack of its own, thrown away afterwards;
 * started through bootstrap.mjs.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserKind, runBrowser } from './launcher/browser-run.js';
import { sentenceOf } from './launcher/failure.js';
import { tallyLine } from './launcher/jest-run.js';
import { lighthouse } from './launcher/lighthouse.js';
import { ROOT, stopSignal } from './launcher/run.js';
import { startThrowAwayStacks } from './launcher/throw-away-stack.js';

interface Run {
  readonly files: string;
  readonly args: readonly string[];
  readonly browser?: BrowserKind;
  /** What the run needs to be there, as variables. */
  readonly prepare?: () => Promise<Record<string, string>>;
}

const RUNS = {
  'test-axe': { files: 'every-page.axe.ts', args: [] },
  'test-lighthouse': {
    ...{ files: 'every-page.lighthouse.ts', args: [] },
    prepare: async () => ({ LIGHTHOUSE: await lighthouse(ROOT) }),
  },
  pictures: { files: 'every-page.pictures.ts', args: [] },
  'test-firefox': { files: '*.browser.ts', args: ['--grep', 'W(5|7|13)[,:]'], browser: 'firefox' },
} as const satisfies Record<string, Run>;
const run: Run = RUNS[process.argv[2] as keyof typeof RUNS];
const stop = stopSignal();
const folder = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-pages-'));
let failed = 1;
try {
  const prepared = await run.prepare?.();
  const stacks = await startThrowAwayStacks(1, path.join(folder, 'data'), stop);
  try {
    const stackFile = stacks.stackFile.replace('{worker}', '1');
    const env = { ...process.env, ...prepared, STACK_FILE: stackFile, BROWSER_FILES: run.files };
    const tally = await runBrowser({
      root: ROOT,
      args: run.args,
      browser: run.browser,
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
