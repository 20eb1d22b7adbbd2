import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { delay, diskFull, isDiskFull, LauncherError } from './failure.js';
import { identify, signalGroup, type ProcessIdentity } from './pids.js';
import type { Steps } from './steps.js';

/** A program of the stack: how it is started, how one sees that it works, how it is stopped. */
export interface ProcessPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Other user to run as (PostgreSQL refuses root). */
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  /** Resolves to true once the program works. Asked again and again; a rejection counts as "not yet". */
  readonly ready: () => Promise<boolean>;
  readonly readyWithinMs: number;
  /** What the program itself says about not being ready, for the sentence when the time is over. */
  readonly whyNotReady?: () => Promise<string | undefined>;
  /** Runs before each start, for example to remove what a crash left behind. */
  readonly prepare?: () => Promise<void>;
  readonly stopSignal: NodeJS.Signals;
  readonly stopWithinMs: number;
  /** Wait before a restart in ms, in place of the growing one: for programs that are killed on purpose. */
  readonly restartAfterMs?: number;
}

/** What a supervisor needs from its surroundings. */
export interface Surroundings {
  readonly logFolder: string;
  readonly steps: Steps;
  /** Called whenever a process has been started or has gone. */
  readonly changed: () => void;
  /** Called with the way in which a process ended, such as "signal SIGKILL". */
  readonly ended?: (how: string) => void;
}

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;
const HEALTHY_AFTER_MS = 60_000;
const LOG_LIMIT_BYTES = 5 * 1024 * 1024;
const LOG_TAIL_LINES = 12;
const PROBE_INTERVAL_MS = 100;

/**
 * Wait before the next restart: 0.5 s, doubled with each failure in a row up to 30 s.
 * A run of 60 s counts as healthy and starts the row anew.
 */
export function backOff(failuresInARow: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, failuresInARow - 1), LONGEST_RETRY_MS);
}

/** The row of failures after a process that ran for `ranMs` has died. */
export function failuresAfter(failuresInARow: number, ranMs: number): number {
  return ranMs >= HEALTHY_AFTER_MS ? 1 : failuresInARow + 1;
}

/**
 * One program under supervision. Until it has been ready once, its death is a failure of the start; afterwards it is
 * started again with back-off until `stop` is called.
 */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private identity: ProcessIdentity | undefined;
  private logStart = 0;
  private failures = 0;
  private stopping = false;
  private supervised = false;
  private wakeRetry: (() => void) | undefined;
  private retrying: Promise<void> = Promise.resolve();

  constructor(
    private readonly plan: ProcessPlan,
    private readonly around: Surroundings,
  ) {}

  get name(): string {
    return this.plan.name;
  }

  /** The running process, if any. */
  get running(): ProcessIdentity | undefined {
    return this.identity;
  }

  /** The file that holds what the program prints. */
  get logFile(): string {
    return path.join(this.around.logFolder, `${this.plan.name}.log`);
  }

  /**
   * Starts the program and waits until it works.
   * @throws LauncherError when it dies first or isn't ready in time, with the last lines it printed
   */
  async start(): Promise<void> {
    rotate(this.logFile);
    const { gone } = await this.launch();
    await this.untilReady(gone);
    if (!this.stopping) this.supervised = true;
  }

  /** Stops the program: its own signal first, then the hard way after its time. Returns when it has gone. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeRetry?.();
    const child = this.child;
    const pid = child?.pid;
    if (child && pid !== undefined && !hasEnded(child)) {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill(this.plan.stopSignal);
      const inTime = await Promise.race([ended.then(() => true), delay(this.plan.stopWithinMs).then(() => false)]);
      if (!inTime) {
        this.around.steps.note(
          `${this.name} did not stop within ${this.plan.stopWithinMs / 1000} s and was ended the hard way`,
        );
        signalGroup(pid, 'SIGKILL');
        await ended;
      }
    }
    await this.retrying;
  }

  /** Spawns the program. `gone` resolves, with how it ended, when it ends; wrapped, so that awaiting us doesn't wait for that. */
  private async launch(): Promise<{ gone: Promise<string> }> {
    await this.plan.prepare?.();
    if (this.stopping) return { gone: Promise.resolve('not started') };
    mkdirSync(this.around.logFolder, { recursive: true });
    const log = openSync(this.logFile, 'a');
    this.logStart = fstatSync(log).size;
    const startedAt = performance.now();
    const child = spawn(this.plan.command, this.plan.args, {
      cwd: this.plan.cwd,
      env: this.plan.env,
      uid: this.plan.uid,
      gid: this.plan.gid,
      // The log is the child's own descriptor: it outlives us, and no byte passes through this process.
      stdio: ['ignore', log, log],
      // An own process group: Ctrl-C in the terminal reaches only the launcher, which then stops everything in order.
      detached: true,
    });
    closeSync(log);
    this.child = child;
    this.identity = child.pid === undefined ? undefined : identify(child.pid);
    this.around.changed();
    const gone = new Promise<string>((resolve) => {
      let ended = false;
      const end = (how: string) => {
        if (ended) return;
        ended = true;
        this.identity = undefined;
        this.around.changed();
        this.around.ended?.(how);
        resolve(how);
        if (this.supervised && !this.stopping) this.retrying = this.restart(how, performance.now() - startedAt);
      };
      child.once('error', (error) => end(error.message));
      child.once('exit', (code, signal) => end(signal ? `signal ${signal}` : `exit code ${code}`));
    });
    return { gone };
  }

  private async untilReady(gone: Promise<string>): Promise<void> {
    const deadline = performance.now() + this.plan.readyWithinMs;
    let death: string | undefined;
    void gone.then((how) => (death = how));
    while (performance.now() < deadline && !this.stopping) {
      if (death !== undefined) throw this.failure(`stopped while starting (${death})`);
      if (await this.plan.ready().catch(() => false)) return;
      await Promise.race([delay(PROBE_INTERVAL_MS), gone]);
    }
    if (this.stopping) return;
    const why = await this.plan.whyNotReady?.().catch(() => undefined);
    throw this.failure(`was not ready within ${this.plan.readyWithinMs / 1000} s${why ? `: ${why}` : ''}`);
  }

  private failure(what: string): LauncherError {
    const tail = this.lastLines();
    if (isDiskFull(tail)) return diskFull();
    const said = tail ? `; it last said:\n${tail.replace(/^/gm, '    ')}` : '';
    return new LauncherError(`${this.name} ${what}: see ${path.relative(process.cwd(), this.logFile)}${said}`);
  }

  private lastLines(): string {
    if (!existsSync(this.logFile)) return '';
    const file = openSync(this.logFile, 'r');
    try {
      const size = fstatSync(file).size;
      const from = Math.max(this.logStart, size - 16_384);
      const buffer = Buffer.alloc(Math.max(0, size - from));
      readSync(file, buffer, 0, buffer.length, from);
      return buffer.toString('utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
    } finally {
      closeSync(file);
    }
  }

  private async restart(how: string, ranMs: number): Promise<void> {
    this.supervised = false;
    let reason = `stopped (${how})`;
    let ran = ranMs;
    while (!this.stopping) {
      this.failures = failuresAfter(this.failures, ran);
      const wait = this.plan.restartAfterMs ?? backOff(this.failures);
      this.around.steps.note(`${this.name} ${reason}; it is started again in ${wait / 1000} s`);
      await Promise.race([delay(wait), new Promise<void>((resolve) => (this.wakeRetry = resolve))]);
      if (this.stopping) return;
      const startedAt = performance.now();
      try {
        const { gone } = await this.launch();
        await this.untilReady(gone);
        if (this.stopping) return;
        this.supervised = true;
        this.around.steps.note(`${this.name} works again (process ${this.child?.pid})`);
        // It may have died between the last probe and this line, when nobody was looking.
        if (this.child && hasEnded(this.child)) {
          this.supervised = false;
          throw new Error('it stopped at once');
        }
        return;
      } catch (error) {
        const pid = this.child?.pid;
        if (this.child && pid !== undefined && !hasEnded(this.child)) signalGroup(pid, 'SIGKILL');
        reason = (error instanceof Error ? error.message : String(error)).replace(`${this.name} `, '');
        ran = performance.now() - startedAt;
      }
    }
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Keeps logs bounded: at a start, a log above 5 MiB moves aside and replaces the one before it. */
function rotate(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
}

/** Whether an address answers 200. */
export async function answersOk(url: string): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
  await response.arrayBuffer();
  return response.status === 200;
}
