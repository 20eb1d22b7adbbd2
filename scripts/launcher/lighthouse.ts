import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LauncherError } from './failure.js';

/** Apache-2.0, October 2026. Not among the packages of the project: docs/adr/0047. */
const VERSION = '13.5.0';
const INSTALL_MS = 10 * 60_000;

/**
 * Lighthouse, fetched by npm once for each version that is asked for.
 * @returns the folder of its package
 * @throws LauncherError when npm does not get it
 */
export async function lighthouse(root: string): Promise<string> {
  const folder = path.join(root, '.cache', `lighthouse-${VERSION}`);
  const found = path.join(folder, 'node_modules', 'lighthouse');
  if (existsSync(found)) return found;
  console.log(`Fetching Lighthouse ${VERSION} with npm (only the first time) …`);
  const draft = `${folder}-${process.pid}`;
  await mkdir(draft, { recursive: true });
  const args = ['install', '--prefix', draft, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    await promisify(execFile)('npm', [...args, `lighthouse@${VERSION}`], { timeout: INSTALL_MS });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw new LauncherError(`npm did not get Lighthouse ${VERSION}: ${String(error)}`);
  }
  return found;
}
