import { existsSync, readFileSync } from 'node:fs';
import { nodeCheck, runChecks, type Check, type Verdict } from './check/command.js';
import { brokenContracts } from './check/contracts.js';
import { deploymentDifferences } from './check/deployment.js';
import { breachesOfHouseRules } from './check/house-rules.js';
import { refusedLicences } from './check/licences.js';
import { breachesOfMigrations } from './check/migrations.js';
import { generateAll } from './generate/all.js';

/** One heavy check per core; the longest first, so that the short ones fill the gaps. */
const WORKERS = 2;

const CHECKS: readonly Check[] = [
  nodeCheck('code style (eslint)', 'eslint/bin/eslint.js', '.', '--max-warnings=0'),
  nodeCheck('types (tsc)', 'typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'),
  nodeCheck(
    'imports (dependency-cruiser)',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ...['apps', 'libs', 'scripts', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
  ),
  nodeCheck('dead code (knip)', 'knip/bin/knip.js', '--no-progress'),
  nodeCheck('format (prettier)', 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
  nodeCheck(
    'AsyncAPI document (spectral)',
    '@stoplight/spectral-cli/dist/index.js',
    ...['lint', 'libs/contracts/asyncapi.yaml', '--fail-severity=warn'],
  ),
  { name: 'contracts keep what has been published', run: async () => listed(brokenContracts()) },
  { name: 'generated files are up to date', run: compareGeneratedFiles },
  { name: 'migrations are frozen', run: async () => listed(breachesOfMigrations()) },
  { name: 'licences of what the image installs', run: async () => listed(refusedLicences()) },
  { name: 'house rules', run: async () => listed(breachesOfHouseRules()) },
  { name: 'compose and Kubernetes agree with the code', run: async () => listed(await deploymentDifferences()) },
];

const started = performance.now();
const verdicts = await runChecks(CHECKS, WORKERS, (verdict) => console.log(lineOf(verdict)));
const failed = verdicts.filter((verdict) => !verdict.passed);
for (const verdict of failed) {
  console.log(`\n── ${verdict.name}\n${verdict.output}`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(
  failed.length === 0
    ? `\nAll ${verdicts.length} checks passed in ${seconds} s.`
    : `\n${failed.length} of ${verdicts.length} checks failed in ${seconds} s: ${failed.map(({ name }) => name).join('; ')}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

function lineOf({ name, passed, seconds: duration }: Verdict): string {
  return `${passed ? 'pass' : 'FAIL'}  ${name}  ${duration.toFixed(1)} s`;
}

async function compareGeneratedFiles(): Promise<{ passed: boolean; output: string }> {
  const files = Object.entries(await generateAll());
  const stale = files.filter(([file, content]) => !existsSync(file) || readFileSync(file, 'utf8') !== content);
  return listed(stale.map(([file]) => `${file} is not what its generator makes: run npm run generate and commit it.`));
}

function listed(breaches: readonly string[]): { passed: boolean; output: string } {
  return { passed: breaches.length === 0, output: breaches.join('\n') };
}
