/**
 * `npm run bench:web`: the pages and the gateway before them, on a stack of their own that is thrown away; ratios in one run on one machine
 * (pages.md 5.9). Needs Chromium. With a load average of 2 or more at the start nothing is measured but sizes.
 *   --anyway  measures all the same, and says the load
 * Exit code 1 when a goal is missed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { chromium as browserOf } from '@playwright/test';
import { chromium } from '../../../scripts/launcher/browser-run.js';
import { ROOT, stopSignal } from '../../../scripts/launcher/run.js';
import { startThrowAwayStacks } from '../../../scripts/launcher/throw-away-stack.js';
import { builtPages } from '../../../scripts/launcher/web-pages.js';
import { measureCases } from './web/cases.js';
import type { Figure } from './web/figure.js';
import { measureLive } from './web/live.js';
import { measurePages } from './web/pages.js';
import { measureProxy } from './web/proxy.js';
import { measureSizes } from './web/sizes.js';

const anyway = process.argv.includes('--anyway');
const load = loadavg()[0] ?? 0;
const figures: Figure[] = [...measureSizes(await builtPages(ROOT))];
if (load < 2 || anyway) figures.push(...(await measured()));
else console.log(`Load average ${load.toFixed(1)}: times are not measured.`);

console.log(`\nLoad average at the start: ${load.toFixed(1)}`);
for (const { what, value, unit, goal } of figures) {
  const verdict = goal === undefined ? '' : `; goal: at most ${goal} ${unit}: ${value <= goal ? 'met' : 'MISSED'}`;
  console.log(`${what}: ${value.toFixed(value < 10 ? 2 : 0)} ${unit}${verdict}`);
}
process.exit(figures.every(({ value, goal }) => goal === undefined || value <= goal) ? 0 : 1);

async function measured(): Promise<Figure[]> {
  const executablePath = chromium(process.env);
  if (executablePath === undefined) throw new Error('No browser: install Chromium, or name one by CHROMIUM=/path.');
  const folder = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-bench-web-'));
  const stacks = await startThrowAwayStacks(1, path.join(folder, 'data'), stopSignal());
  process.env['STACK_FILE'] = stacks.stackFile.replace('{worker}', '1');
  const browser = await browserOf.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const proxy = await measureProxy();
    const live = await measureLive();
    const cases = await measureCases(browser);
    return [...proxy, ...live, ...cases, ...(await measurePages(browser, folder))];
  } finally {
    await browser.close();
    await stacks.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
