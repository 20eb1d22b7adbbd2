import { readFileSync } from 'node:fs';
import type { ServiceName } from '#contracts';

/** The running stack that scenarios talk to. */
export interface RunningStack {
  readonly gatewayUrl: string;
  readonly issuer: string;
  readonly kafkaBrokers: string[];
  /** Web address of the mail catcher. */
  readonly maildevUrl: string;
  /** Address of each service itself, past the gateway. */
  readonly serviceUrls: Record<ServiceName, string>;
  /** Address of each `/metrics`. */
  readonly metricsUrls: Record<ServiceName | 'gateway', string>;
  readonly databaseUrls: Record<ServiceName | 'gateway', string>;
  /** Folder with one log per process. */
  readonly logFolder: string;
  /** By how many ms the clocks of the services are moved (`npm run clock`). */
  readonly clockFile: string;
  /** Process numbers at this moment, by name: services, gateway, dev-idp, maildev, kafka, postgres. */
  pids(): Record<string, number>;
}

/**
 * The stack described by the file that STACK_FILE names, or else by that of `npm start`. `{worker}` in the name stands for the number of
 * the test process: each has a stack of its own.
 * @throws Error when no stack runs
 */
export function stack(): RunningStack {
  const description = read();
  return { ...description, pids: () => read().pids };
}

function read(): Omit<RunningStack, 'pids'> & { pids: Record<string, number> } {
  const named = process.env['STACK_FILE'] ?? `${process.env['DATA_DIR'] ?? '.data'}/stack.json`;
  const file = named.replace('{worker}', process.env['JEST_WORKER_ID'] ?? '1');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof read>;
  } catch (error) {
    throw new Error(`No stack runs (${file} can't be read): start one with \`npm start\`, or run \`npm test\`.`, {
      cause: error,
    });
  }
}
