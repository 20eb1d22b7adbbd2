import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LauncherError } from './failure.js';
import type { Refreshed } from './refresh.js';
import { ROOT } from './run.js';

/** Where the stack that tests share between their runs has its data. */
export const KEPT_FOLDER = path.join(ROOT, '.cache', 'kept-stack');
export const KEEPER_FILE = path.join(KEPT_FOLDER, 'keeper.json');
/** Nobody has used it for so long: it ends by itself. */
export const IDLE_MINUTES = 30;
const LOG = path.join(ROOT, '.cache', 'kept-stack.log');

/** How the program that keeps the stack is spoken to. */
export interface KeeperAddress {
  readonly port: number;
  readonly pid: number;
  /** Only the user who started it may speak to it. */
  readonly token: string;
}

export function newToken(): string {
  return randomBytes(24).toString('hex');
}

/** A kept stack that is this run's alone until `release`. */
export interface KeptStack {
  readonly stackFile: string;
  readonly refreshed: Refreshed;
  release(): void;
}

/**
 * Takes the kept stack, brought up to date with dist/.
 * @returns undefined when none runs, or the one that ran cannot be brought up to date: it has been ended then
 * @throws LauncherError when another run uses it, or a changed service does not start
 */
export async function takeKeptStack(say: (line: string) => void): Promise<KeptStack | undefined> {
  const lease = await ask('/use');
  if (!lease) return undefined;
  const { refreshed, error } = lease.answer as { refreshed?: Refreshed; error?: string };
  if (!refreshed) throw new LauncherError(error ?? 'The kept stack gave no answer.');
  if (refreshed.stale.length > 0) {
    lease.end();
    say(`The kept stack is of another build (${refreshed.stale.join(', ')} changed): it is ended.`);
    await endKeptStack();
    return undefined;
  }
  if (refreshed.restarted.length > 0) say(`Restarted, because they changed: ${refreshed.restarted.join(', ')}`);
  return { stackFile: path.join(KEPT_FOLDER, 'stack.json'), refreshed, release: lease.end };
}

/** Brings the stack that this run holds up to date. @throws LauncherError when that is not possible */
export async function refreshKeptStack(): Promise<Refreshed> {
  const { refreshed, error } = ((await ask('/refresh'))?.answer ?? {}) as { refreshed?: Refreshed; error?: string };
  if (!refreshed) throw new LauncherError(error ?? 'The kept stack does not run any more: begin again.');
  if (refreshed.stale.length === 0) return refreshed;
  throw new LauncherError(`${refreshed.stale.join(', ')} changed, which a running stack cannot take in: begin again.`);
}

/** Ends it, with its data. @returns false when none runs */
export async function endKeptStack(): Promise<boolean> {
  const end = await ask('/stop');
  return end !== undefined;
}

/** Starts a stack that goes on after this process; prints its steps. @throws LauncherError when it does not start */
export async function startKeptStack(signal: AbortSignal, write: (text: string) => void): Promise<void> {
  mkdirSync(path.dirname(LOG), { recursive: true });
  const log = openSync(LOG, 'w', 0o600);
  const program = path.join(ROOT, 'dist', 'scripts', 'keep-stack.js');
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    ...{ cwd: ROOT, env: process.env, stdio: ['ignore', log, log] as const, detached: true },
  });
  closeSync(log);
  let shown = 0;
  const show = (): void => {
    const text = readFileSync(LOG, 'utf8');
    write(text.slice(shown));
    shown = text.length;
  };
  const stop = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  while (child.exitCode === null && child.signalCode === null && !(await ask('/ready'))) {
    await delay(200);
    show();
  }
  signal.removeEventListener('abort', stop);
  child.unref();
  show();
  signal.throwIfAborted();
  if (child.exitCode !== null || child.signalCode !== null) throw new LauncherError('The stack did not start.');
}

interface Answer {
  readonly answer: unknown;
  /** Ends the connection, and with it the lease. */
  end(): void;
}

/** @returns undefined when nobody listens */
function ask(what: string): Promise<Answer | undefined> {
  const address = keeperAddress();
  if (!address) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${address.token}` };
    const asking = request(
      { host: '127.0.0.1', port: address.port, path: what, method: 'POST', agent: false, headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('error', () => undefined);
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.endsWith('\n')) resolve({ answer: JSON.parse(text) as unknown, end: () => asking.destroy() });
        });
        response.on('end', () => resolve(undefined));
      },
    );
    asking.on('error', () => resolve(undefined));
    asking.end();
  });
}

function keeperAddress(): KeeperAddress | undefined {
  try {
    return JSON.parse(readFileSync(KEEPER_FILE, 'utf8')) as KeeperAddress;
  } catch {
    return undefined;
  }
}
