import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, statfs, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { delay, diskFull, LauncherError } from './failure.js';
import { identify, isAlive, signalGroup, type ProcessIdentity } from './pids.js';
import type { Steps } from './steps.js';

const MARKER = '.hyvaksiluku-data';
const LOCK = 'launcher.json';
const NEEDED_BYTES = 1024 ** 3;
const ORPHAN_GRACE_MS = 15_000;

/** What the lock file records for the next start. */
interface LockContent {
  readonly launcher: ProcessIdentity;
  /** Started processes in the order in which they are to be stopped. */
  readonly children: readonly (ProcessIdentity & { readonly name: string })[];
}

/** The folder that holds everything which survives a restart; used by one launcher at a time. */
export class DataFolder {
  private closed = false;

  private constructor(readonly path: string) {}

  /**
   * Takes the folder for this launcher: creates it, checks the disk, ends what a killed launcher left running.
   * @throws LauncherError when it belongs to something else, another launcher uses it, or the disk is full
   */
  static async take(folder: string, steps: Steps): Promise<DataFolder> {
    await claim(folder);
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < NEEDED_BYTES) throw diskFull();
    const data = new DataFolder(folder);
    await data.lock(steps);
    return data;
  }

  file(...names: string[]): string {
    return path.join(this.path, ...names);
  }

  /** Removes everything except the marker and our lock. */
  async wipe(): Promise<void> {
    for (const name of await readdir(this.path)) {
      if (name !== MARKER && name !== LOCK) await rm(this.file(name), { recursive: true, force: true });
    }
  }

  /** Notes the processes that run now, for a launcher that would have to clean up after us. */
  note(children: LockContent['children']): void {
    if (!this.closed) replaceFile(this.file(LOCK), lockText(children));
  }

  /** Gives the folder back. */
  async release(): Promise<void> {
    this.closed = true;
    await unlink(this.file(LOCK)).catch(() => undefined);
  }

  private async lock(steps: Steps): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        const handle = await open(this.file(LOCK), 'wx', 0o600);
        await handle.writeFile(lockText([]));
        await handle.close();
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      await this.breakStaleLock(steps);
    }
    throw new LauncherError(`Another start is taking ${this.path} at this moment: wait for it, or set DATA_DIR.`);
  }

  private async breakStaleLock(steps: Steps): Promise<void> {
    const found = parseLock(await readFile(this.file(LOCK), 'utf8').catch(() => ''));
    if (found && isAlive(found.launcher)) {
      throw new LauncherError(
        `Hyväksiluku already runs with the data folder ${path.relative(process.cwd(), this.path) || '.'} (process ${found.launcher.pid}): stop it with Ctrl-C or \`kill ${found.launcher.pid}\`, or set DATA_DIR and other ports for a second one.`,
      );
    }
    await endOrphans(found?.children ?? [], steps);
    await unlink(this.file(LOCK)).catch(() => undefined);
  }
}

/** Whether --fresh may wipe this folder, or a start may fill it: it is new, empty or has our marker. */
async function claim(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    if (existsSync(path.join(folder, MARKER))) return;
    if ((await readdir(folder)).length > 0) {
      throw new LauncherError(
        `DATA_DIR (${folder}) is not empty and was not made by Hyväksiluku: name another folder, or empty this one.`,
      );
    }
    await writeFile(
      path.join(folder, MARKER),
      'Data of Hyväksiluku for development. Made by `npm start`; safe to delete.\n',
    );
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOTDIR' || code === 'EEXIST') {
      throw new LauncherError(`The data folder ${folder} can't be written: set DATA_DIR to a folder of your own.`);
    }
    throw error;
  }
}

/** Ends what a launcher left running that was killed outright, in the order of an ordinary stop. */
async function endOrphans(children: LockContent['children'], steps: Steps): Promise<void> {
  const orphans = children.filter(isAlive);
  if (orphans.length === 0) return;
  steps.note(
    `the last launcher was killed and left ${orphans.map(({ name }) => name).join(', ')} running; ending them`,
  );
  for (const orphan of orphans) signalGroup(orphan.pid, orphan.name === 'postgres' ? 'SIGINT' : 'SIGTERM');
  const deadline = performance.now() + ORPHAN_GRACE_MS;
  while (orphans.some(isAlive) && performance.now() < deadline) await delay(100);
  for (const orphan of orphans.filter(isAlive)) signalGroup(orphan.pid, 'SIGKILL');
  const hardDeadline = performance.now() + 5000;
  while (orphans.some(isAlive) && performance.now() < hardDeadline) await delay(100);
}

function lockText(children: LockContent['children']): string {
  const launcher = identify(process.pid) ?? { pid: process.pid, born: '' };
  return JSON.stringify({ launcher, children } satisfies LockContent, undefined, 2);
}

function parseLock(text: string): LockContent | undefined {
  try {
    const content = JSON.parse(text) as LockContent;
    return typeof content.launcher?.pid === 'number' && Array.isArray(content.children) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Writes beside and renames: a reader sees the old content or the new one. Readable for this user only. */
export function replaceFile(file: string, content: string): void {
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
