import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateAll } from '../generate/all.js';
import { type Check, nodeCheck } from './command.js';
import { brokenContracts, brokenOpenApi } from './contracts.js';
import { deploymentDifferences } from './deployment.js';
import { misformatted } from './format.js';
import { breachesOfHouseRules } from './house-rules.js';
import { refusedLicences } from './licences.js';
import { breachesOfLimits } from './limits.js';
import { breachesOfMigrations } from './migrations.js';
import { breachesOfPageTexts } from './page-texts.js';
import { CACHE } from './remembered.js';

const cached = (file: string) => path.join(CACHE, file);
const byContent = (file: string) => ['--cache', '--cache-strategy', 'content', '--cache-location', cached(file)];

const OPENAPI_LINT = nodeCheck(
  'openapi',
  'OpenAPI documents (spectral)',
  '@stoplight/spectral-cli/dist/index.js',
  ...['lint', 'libs/contracts/openapi/*.yaml', '--ruleset=.spectral-openapi.yaml', '--fail-severity=warn'],
);

/** Every check; the longest first, so that the short ones fill the gaps. */
export const CHECKS: readonly Check[] = [
  mendable('style', 'code style (eslint)', 'eslint/bin/eslint.js', {
    judge: ['.', '--max-warnings=0', ...byContent('eslint')],
    mend: ['.', '--fix', '--max-warnings=0', ...byContent('eslint')],
  }),
  nodeCheck(
    'types',
    'types (tsc)',
    'typescript/bin/tsc',
    ...['--noEmit', '-p', 'tsconfig.json', '--incremental', '--tsBuildInfoFile', cached('tsc.json')],
  ),
  nodeCheck(
    'web-types',
    'types of the pages (tsc)',
    'typescript/bin/tsc',
    ...['--noEmit', '-p', 'apps/web/tsconfig.json', '--incremental', '--tsBuildInfoFile', cached('tsc-web.json')],
  ),
  {
    name: 'format',
    title: 'format (prettier)',
    run: async () => listed(await misformatted(false)),
    mend: async () => listed(await misformatted(true)),
  },
  {
    name: 'deployment',
    title: 'compose and Kubernetes agree with the code',
    run: async () => listed(await deploymentDifferences()),
  },
  nodeCheck(
    'imports',
    'imports (dependency-cruiser)',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ...['apps', 'libs', 'scripts', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
  ),
  nodeCheck('dead-code', 'dead code (knip)', 'knip/bin/knip.js', '--no-progress'),
  nodeCheck(
    'asyncapi',
    'AsyncAPI document (spectral)',
    '@stoplight/spectral-cli/dist/index.js',
    ...['lint', 'libs/contracts/asyncapi.yaml', '--fail-severity=warn'],
  ),
  {
    name: 'openapi',
    title: 'OpenAPI documents (spectral), and what they keep',
    run: async () => both(await OPENAPI_LINT.run(), listed(brokenOpenApi())),
  },
  { name: 'generated', title: 'generated files are up to date', run: compareGenerated, mend: writeGenerated },
  { name: 'contracts', title: 'contracts keep what has been published', run: async () => listed(brokenContracts()) },
  { name: 'limits', title: 'limits of requests and of events agree', run: async () => listed(breachesOfLimits()) },
  { name: 'migrations', title: 'migrations are frozen', run: async () => listed(breachesOfMigrations()) },
  { name: 'licences', title: 'licences of what the image installs', run: async () => listed(refusedLicences()) },
  { name: 'texts', title: 'texts of the pages in three languages', run: async () => listed(breachesOfPageTexts()) },
  { name: 'house', title: 'house rules', run: async () => listed(await breachesOfHouseRules()) },
];

/** A program that judges files, and mends them with other parameters. */
function mendable(
  name: string,
  title: string,
  script: string,
  parameters: { readonly judge: readonly string[]; readonly mend: readonly string[] },
): Check {
  return {
    ...nodeCheck(name, title, script, ...parameters.judge),
    mend: nodeCheck(name, title, script, ...parameters.mend).run,
  };
}

async function staleFiles(): Promise<[file: string, content: string][]> {
  const files = Object.entries(await generateAll());
  return files.filter(([file, content]) => !existsSync(file) || readFileSync(file, 'utf8') !== content);
}

async function compareGenerated(): Promise<{ passed: boolean; output: string }> {
  const stale = await staleFiles();
  return listed(stale.map(([file]) => `${file} is not what its generator makes: run npm run generate and commit it.`));
}

async function writeGenerated(): Promise<{ passed: boolean; output: string }> {
  for (const [file, content] of await staleFiles()) writeFileSync(file, content);
  return listed([]);
}

type Judgement = Awaited<ReturnType<Check['run']>>;

function both(one: Judgement, other: Judgement): Judgement {
  return { passed: one.passed && other.passed, output: [one.output, other.output].filter(Boolean).join('\n') };
}

function listed(breaches: readonly string[]): { passed: boolean; output: string } {
  return { passed: breaches.length === 0, output: breaches.join('\n') };
}
