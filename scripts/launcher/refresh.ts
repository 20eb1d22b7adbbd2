import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LauncherError } from './failure.js';
import { changedBetween, type Fingerprints, fingerprints } from './program-files.js';
import { ROOT } from './run.js';
import { PROGRAMS, type Stack } from './stack.js';

/** What was started or declared once for the whole stack, and cannot be brought up to date program by program. */
const GROUND = 'the launcher, the contracts or the demo data';
const GROUND_ENTRIES = ['scripts/launcher/stack.js', 'scripts/launcher/demo-events.js'];
const MIGRATIONS = 'migrations';

/** What a refresh has done. */
export interface Refreshed {
  readonly restarted: readonly string[];
  /** What has changed that a running stack cannot take in. */
  readonly stale: readonly string[];
  readonly milliseconds: number;
}

/** Keeps a running stack equal to dist/: restarts the programs that are made of changed files, and no others. */
export class Refresher {
  private readonly started = new Map(current());

  constructor(private readonly stack: Stack) {}

  /** @throws LauncherError when a changed program does not start; it counts as changed until it does */
  async refresh(): Promise<Refreshed> {
    const from = performance.now();
    const now = current();
    const changed = changedBetween(this.started, now);
    const restarted = changed.filter((name) => name in PROGRAMS);
    for (const name of restarted) this.started.set(name, 'being restarted');
    // New ones are waited for by the services that start; one that was edited after it ran is only seen by a new stack.
    if (changed.includes(MIGRATIONS)) await this.stack.migrate();
    await this.stack.restart(restarted);
    for (const name of restarted) this.started.set(name, now.get(name) ?? '');
    return {
      restarted,
      stale: changed.filter((name) => !(name in PROGRAMS)),
      milliseconds: performance.now() - from,
    };
  }
}

function current(): Fingerprints {
  const programs = Object.fromEntries(Object.entries(PROGRAMS).map(([name, entry]) => [name, [entry]]));
  return fingerprints(ROOT, { ...programs, [GROUND]: GROUND_ENTRIES, [MIGRATIONS]: compiledMigrations() });
}

function compiledMigrations(): string[] {
  const dist = path.join(ROOT, 'dist');
  return ['apps', 'libs'].flatMap((folder) =>
    readdirSync(path.join(dist, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /[\\/]migrations[\\/][^\\/]+\.js$/.test(file))
      .map((file) => path.join(folder, file)),
  );
}

/** Compiles what has changed. @throws LauncherError that names the place when something does not compile */
export async function compile(): Promise<void> {
  const { build, BuildError } = (await import(pathToFileURL(path.join(ROOT, 'scripts', 'build.mjs')).href)) as {
    build(root: string): Promise<unknown>;
    BuildError: new () => Error;
  };
  try {
    await build(ROOT);
  } catch (error) {
    throw error instanceof BuildError ? new LauncherError(error.message) : error;
  }
}
