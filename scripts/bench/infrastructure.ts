import { DataFolder } from '../launcher/data-folder.js';
import { freePorts, type Ports } from '../launcher/ports.js';
import { ROOT } from '../launcher/run.js';
import { startStack, type Stack } from '../launcher/stack.js';
import type { Steps } from '../launcher/steps.js';

/** A Kafka and a PostgreSQL that nobody else uses. */
export interface Infrastructure {
  readonly addresses: Stack['addresses'];
  /** Process number of each. */
  readonly pids: () => Record<string, number>;
  readonly data: DataFolder;
  readonly ports: Ports;
}

/** Starts them for the time of the work; PostgreSQL waits for the disk at each commit, as it would in earnest. */
export async function onInfrastructure<T>(
  folder: string,
  steps: Steps,
  signal: AbortSignal,
  work: (infrastructure: Infrastructure) => Promise<T>,
): Promise<T> {
  const data = await DataFolder.take(folder, steps);
  try {
    const ports = await freePorts();
    const options = { root: ROOT, data, ports, env: process.env, steps, stackFile: data.file('stack.json'), signal };
    const stack = await startStack({ ...options, disposable: false, only: 'infrastructure' });
    try {
      return await work({ addresses: stack.addresses, pids: () => stack.pids(), data, ports });
    } finally {
      await stack.stop();
    }
  } finally {
    await data.release();
  }
}
