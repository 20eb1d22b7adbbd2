import { mkdirSync, rmSync } from 'node:fs';
import { CHECKS } from './check/checks.js';
import { chosenChecks } from './check/choice.js';
import { runChecks, type Verdict } from './check/command.js';
import { CACHE } from './check/remembered.js';

/** One heavy check per core. */
const WORKERS = 2;

/**
 * `npm run check [-- <name> …] [--fix] [--fresh]`: the checks of these names, or all of them. `--fix` first mends what tools can mend;
 * `--fresh` forgets what they remember of unchanged files.
 */
const choice = chosenChecks(process.argv.slice(2), CHECKS);
if (typeof choice === 'string') {
  console.error(choice);
  process.exit(2);
}
const { checks, fix, fresh } = choice;
if (fresh) rmSync(CACHE, { recursive: true, force: true });
mkdirSync(CACHE, { recursive: true });

const started = performance.now();
let done = 0;
const report = (verdict: Verdict) => console.log(lineOf(verdict, (done += 1)));
// What mends files comes first, one after the other: two tools must not write the same file.
const mending = fix ? checks.filter(({ mend }) => mend !== undefined) : [];
const verdicts = [
  ...(await runChecks(
    mending.map((check) => ({ ...check, run: check.mend ?? check.run })),
    1,
    report,
  )),
  ...(await runChecks(
    checks.filter((check) => !mending.includes(check)),
    WORKERS,
    report,
  )),
];
const failed = verdicts.filter((verdict) => !verdict.passed);
for (const { title, output } of failed) console.log(`\n── ${title}\n${output}`);
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(
  failed.length === 0
    ? `\nAll ${verdicts.length} checks passed in ${seconds} s.`
    : `\n${failed.length} of ${verdicts.length} checks failed in ${seconds} s. Again: npm run check -- ${failed.map(({ name }) => name).join(' ')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

function lineOf({ name, title, passed, seconds: duration }: Verdict, nth: number): string {
  const place = `${String(nth).padStart(2)}/${checks.length}`;
  return `${place}  ${passed ? 'pass' : 'FAIL'}  ${name.padEnd(10)}  ${title}  ${duration.toFixed(1)} s`;
}
