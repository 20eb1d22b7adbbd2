import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from './child-program.js';
import type { Tally } from './jest-run.js';

/** The browsers of the tests: how each is named by the environment, where Debian, Ubuntu, Fedora and macOS put it, and its settings. */
const BROWSERS = {
  chromium: {
    ...{ name: 'Chromium', variable: 'CHROMIUM', package: 'chromium', config: 'playwright.config.ts' },
    places: [
      ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
  },
  firefox: {
    ...{ name: 'Firefox', variable: 'FIREFOX', package: 'firefox-esr', config: 'firefox.config.ts' },
    places: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
  },
} as const;

export type BrowserKind = keyof typeof BROWSERS;

/** The part of Playwright's JSON report that is counted. */
interface Report {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
}

/** The browser of the tests: CHROMIUM, or the one that the system's package installs. */
export function chromium(env: NodeJS.ProcessEnv): string | undefined {
  return programOf('chromium', env);
}

function programOf(kind: BrowserKind, env: NodeJS.ProcessEnv): string | undefined {
  const { variable, places } = BROWSERS[kind];
  return [env[variable] ?? '', ...places].find((file) => file !== '' && existsSync(file));
}

/** Runs the browser scenarios of apps/web on a stack that runs. A machine without a browser fails here, and only here. */
export async function runBrowser(options: {
  root: string;
  args: readonly string[];
  resultFile: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  browser?: BrowserKind;
}): Promise<Tally> {
  const { root, args, resultFile, env, signal, browser = 'chromium' } = options;
  const { name, variable, package: debian, config } = BROWSERS[browser];
  const found = programOf(browser, env);
  if (found === undefined) {
    console.error(
      `No browser: install ${name} (\`apt-get install ${debian}\`), or name one by ${variable}=/path/to/${browser}.`,
    );
    return { passed: 0, failed: 1, skipped: 0 };
  }
  await rm(resultFile, { force: true });
  const started = performance.now();
  const program = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  const code = await runProgram([program, 'test', `--config=${path.join('apps', 'web', config)}`, ...args], {
    ...{ root, signal },
    env: { ...env, [variable]: found, PLAYWRIGHT_JSON_OUTPUT_NAME: resultFile },
  });
  console.log(`minutes of browser: ${((performance.now() - started) / 60_000).toFixed(1)} (14 at most)`);
  const tally = tallyOfBrowser(await readReport(resultFile));
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** A test that passed only when it was tried again has failed: it says something else each time. */
export function tallyOfBrowser(report: Report | undefined): Tally {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + report.errors.length;
  return { passed: expected, skipped, failed: expected + failed + skipped === 0 ? 1 : failed };
}

async function readReport(file: string): Promise<Report | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}
