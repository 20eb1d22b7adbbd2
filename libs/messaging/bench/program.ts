import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Ground } from './ground.js';
import { within } from './measuring.js';

/** The compiled programs within a build; the benchmark and its test both run in the folder of the repository. */
const FOLDER = 'dist/libs/messaging/bench/programs';
const READY_WITHIN_MS = 60_000;
const STALLED_AFTER_MS = 60_000;

/** Settings of a program as text, like environment variables. */
export type ProgramSettings = Readonly<Record<string, string>>;

/** A process of its own, so that it can be killed, and so that the measuring takes no time from what is measured. */
export class Program {
  private constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {}

  /**
   * Resolves when the program says that it is ready. Its settings come as one JSON argument (programs/child.ts).
   * @param build folder of a built checkout; this one when left out
   */
  static async start(name: string, settings: ProgramSettings, build = '.'): Promise<Program> {
    const child = fork(path.resolve(build, FOLDER, `${name}.js`), [JSON.stringify(settings)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const program = new Program(name, child);
    try {
      await program.answer('ready', READY_WITHIN_MS);
    } catch (error) {
      await program.kill();
      throw error;
    }
    return program;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Sends a message and waits for the answer of the same kind. */
  async ask<T>(kind: string, deadlineMs: number, value?: unknown): Promise<T> {
    this.child.send({ kind, value });
    return (await this.answer(kind, deadlineMs)) as T;
  }

  /** Dies as by a power cut. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.running) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }

  private async answer(kind: string, deadlineMs: number): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const onMessage = (message: unknown) => {
      const { kind: its, value } = message as { kind: string; value?: unknown };
      if (its === kind) resolve(value);
    };
    const onExit = () => reject(new Error(`The program ${this.name} ended`));
    const timer = setTimeout(() => reject(new Error(`${this.name}: no "${kind}" in time`)), deadlineMs);
    this.child.on('message', onMessage).on('exit', onExit);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.child.off('message', onMessage).off('exit', onExit);
    }
  }
}

/**
 * Events per second of a consumer that works off a backlog, from a fifth of it (the process is warm then) to its end.
 * @throws Error when the consumer stops or gets nowhere
 */
export async function perSecondFromBacklog(ground: Ground, program: Program, events: number): Promise<number> {
  const warm = Math.floor(events / 5);
  const from = await whenAt(ground, program, warm);
  const to = await whenAt(ground, program, events);
  return ((to.n - from.n) / (to.at - from.at)) * 1000;
}

async function whenAt(ground: Ground, program: Program, n: number): Promise<{ n: number; at: number }> {
  let newest = 0;
  const there = await within(STALLED_AFTER_MS, async () => {
    newest = await ground.newestEffect();
    return newest >= n || !program.running;
  });
  if (!there || newest < n) throw new Error(`The consumer stopped at ${newest} of ${n} effects`);
  return { n: newest, at: performance.now() };
}
