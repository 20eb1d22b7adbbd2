import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import { type Containers, startContainers } from './containers.js';
import { DataFolder } from './data-folder.js';
import { dockerAnswers } from './kafka.js';
import { freePorts, type Ports } from './ports.js';
import { ROOT } from './run.js';
import { startStack } from './stack.js';
import { Steps } from './steps.js';

/** The scenarios share a few demo students; what the limit does is seen at a service of its own. */
export const TEST_ENV = { DRAFTS_PER_PERSON: '1000' } as const;

/** Stacks for tests, on free ports, whose data are thrown away. */
export interface ThrowAwayStacks {
  /** For STACK_FILE: `{worker}` stands for the number of the stack, from 1. */
  readonly stackFile: string;
  stop(): Promise<void>;
}

const MEMORY_OF_TWO = 7 * 1024 ** 3;

/** How many stacks a whole run gets: while one waits, the other works. Servers that run already serve one. */
export function stacksOfWholeRun(env: NodeJS.ProcessEnv): number {
  const servers = env['KAFKA_BROKERS'] || env['DATABASE_URL'];
  return servers || availableParallelism() < 2 || totalmem() < MEMORY_OF_TWO ? 1 : 2;
}

/**
 * Starts this many stacks side by side.
 * @param folder where each has a folder of its own
 * @throws LauncherError when one of them does not start; nothing is left running then
 */
export async function startThrowAwayStacks(count: number, folder: string, stop: AbortSignal): Promise<ThrowAwayStacks> {
  const steps = new Steps();
  const failed = new AbortController();
  let cause: unknown;
  const signal = AbortSignal.any([stop, failed.signal]);
  const starts = await Promise.allSettled(
    Array.from({ length: count }, (_, index) =>
      startOne(path.join(folder, String(index + 1)), numbered(index + 1, count), signal).catch((error: unknown) => {
        // What ends the others is their end, not the cause.
        if (!failed.signal.aborted) cause = error;
        failed.abort();
        throw error;
      }),
    ),
  );
  const running = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const stopAll = async (): Promise<void> => void (await Promise.all(running.map((stopOne) => stopOne())));
  if (running.length < count) {
    await stopAll();
    throw cause;
  }
  steps.say(`${count === 1 ? 'Stack' : `${count} stacks`} ready after ${steps.elapsed()}\n`);
  return { stackFile: path.join(folder, '{worker}', 'stack.json'), stop: stopAll };
}

function numbered(number: number, count: number): Steps {
  return count === 1 ? new Steps() : new Steps((line) => console.log(`[${number}]${line}`));
}

/** @returns what stops it */
async function startOne(folder: string, steps: Steps, signal: AbortSignal): Promise<() => Promise<void>> {
  const ports = await freePorts();
  const data = await DataFolder.take(folder, steps);
  let containers: Containers | undefined;
  const release = async (): Promise<void> => {
    await containers?.stop();
    await data.release();
  };
  try {
    containers = await containersIfDocker(ports, steps);
    const env = { ...TEST_ENV, ...process.env, ...containers?.env };
    const stackFile = data.file('stack.json');
    const stack = await startStack({ root: ROOT, data, ports, env, steps, stackFile, disposable: true, signal });
    return async () => {
      await stack.stop();
      await release();
    };
  } catch (error) {
    await release();
    throw error;
  }
}

async function containersIfDocker(ports: Ports, steps: Steps): Promise<Containers | undefined> {
  if (process.env['KAFKA_BROKERS'] || process.env['DATABASE_URL'] || !(await dockerAnswers(process.env)))
    return undefined;
  return steps.run('Kafka and PostgreSQL in containers', () => startContainers(ports));
}
