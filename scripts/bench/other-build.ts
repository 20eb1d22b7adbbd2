import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { LauncherError } from '../launcher/failure.js';
import { ROOT } from '../launcher/run.js';
import type { Steps } from '../launcher/steps.js';

const execute = promisify(execFile);

/** Builds of other commits, kept for the next run. */
const KEPT = path.join(ROOT, '.cache', 'builds');
/** Written when the build is whole. */
const DONE = '.built';

/**
 * The folder of a build to compare with.
 * @param named folder of a built checkout, or a git ref: its commit is built below .cache/builds, once
 * @throws LauncherError when it is neither, or does not build
 */
export async function otherBuild(named: string, steps: Steps): Promise<string> {
  const folder = path.resolve(named);
  if (existsSync(path.join(folder, 'package.json'))) {
    if (existsSync(path.join(folder, 'dist'))) return folder;
    throw new LauncherError(`${named} is no built checkout: run npm run build there first.`);
  }
  const commit = await commitOf(named);
  const kept = path.join(KEPT, commit.slice(0, 12));
  if (!existsSync(path.join(kept, DONE))) await steps.run(`Build of ${named}`, () => build(commit, kept));
  return kept;
}

async function commitOf(ref: string): Promise<string> {
  try {
    const { stdout } = await execute(
      'git',
      ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`],
      {
        cwd: ROOT,
      },
    );
    return stdout.trim();
  } catch {
    throw new LauncherError(`--beside=${ref} is neither the folder of a checkout nor a commit that git knows here.`);
  }
}

async function build(commit: string, folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const archive = `${unfinished}.tar`;
  try {
    await execute('git', ['archive', '--format=tar', `--output=${archive}`, commit], { cwd: ROOT });
    await execute('tar', ['-xf', archive, '-C', unfinished]);
    await takePackages(unfinished);
    await execute(process.execPath, ['scripts/bootstrap.mjs', 'build'], { cwd: unfinished, env: outsideOfNpm() });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-8).join('\n');
    throw new LauncherError(`${commit.slice(0, 12)} cannot be built:\n${said || (error as Error).message}`);
  } finally {
    await rm(archive, { force: true });
  }
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
  await copyFile(path.join(folder, 'package.json'), path.join(folder, DONE));
}

/** Our own packages where they are the same ones; else its first command installs them. */
async function takePackages(folder: string): Promise<void> {
  const [own, its] = await Promise.all(
    [ROOT, folder].map((root) => readFile(path.join(root, 'package-lock.json'), 'utf8')),
  );
  if (own === its) await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
}

/** npm's own settings of this run name this folder. */
function outsideOfNpm(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') || name === 'npm_execpath'),
  );
}
