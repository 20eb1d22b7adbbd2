/**
 * `npm run dev`: the system as `npm start` has it, kept equal to the sources. A saved file is compiled, and the programs that load it
 * start anew; what does not compile is printed, and what runs goes on. Started through bootstrap.mjs.
 */
import { watch } from 'node:fs';
import path from 'node:path';
import { parseStartArguments, START_USAGE } from './launcher/arguments.js';
import { sentenceOf } from './launcher/failure.js';
import { compile, Refresher } from './launcher/refresh.js';
import { ROOT, runUntilStopped } from './launcher/run.js';
import type { Stack } from './launcher/stack.js';

/** An editor writes a file in several steps. */
const SETTLED_AFTER_MS = 40;

try {
  const choice = parseStartArguments(process.argv.slice(2));
  if (choice === 'help') console.log(START_USAGE);
  else await runUntilStopped(choice, keepEqualToSources);
  process.exit(0);
} catch (error) {
  console.error(`\n${sentenceOf(error)}`);
  process.exit(1);
}

function keepEqualToSources(stack: Stack): void {
  const refresher = new Refresher(stack);
  let settled: NodeJS.Timeout | undefined;
  let savedAt = 0;
  let running = Promise.resolve();
  for (const folder of ['apps', 'libs']) {
    watch(path.join(ROOT, folder), { recursive: true }, (_, file) => {
      if (file === null || /\.(spec|scenario)\.ts$|~$|\.sw.$/.test(file)) return;
      savedAt ||= performance.now();
      clearTimeout(settled);
      settled = setTimeout(() => {
        const from = savedAt;
        savedAt = 0;
        running = running.then(() => refresh(refresher, from));
      }, SETTLED_AFTER_MS);
    });
  }
  console.log('Watching apps/ and libs/: a saved file restarts what loads it.\n');
}

async function refresh(refresher: Refresher, savedAt: number): Promise<void> {
  try {
    await compile();
    const { restarted, stale } = await refresher.refresh();
    const seconds = ((performance.now() - savedAt) / 1000).toFixed(1);
    if (restarted.length > 0) console.log(`  ↻  ${restarted.join(', ')} ready ${seconds} s after the save`);
    if (stale.length > 0) console.log(`  !  ${stale.join(', ')} changed: Ctrl-C and start again to take that in`);
  } catch (error) {
    console.error(`  !  ${sentenceOf(error)}`);
  }
}
