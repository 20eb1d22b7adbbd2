import { ConfigError, exitWithConfigError } from '../config/config.js';
import { isUnavailable } from '../errors/classify.js';
import { createLogger } from '../logging/logger.js';
import { redact } from '../logging/redact.js';

/** What a process has started, and how to stop it. */
export interface Running {
  stop(): Promise<void>;
}

export interface ProcessOptions {
  /** Stands in every log line. */
  readonly name: string;
  /** Seconds from the stop signal to the end of the process at the latest. */
  readonly graceSeconds: number;
}

/**
 * Runs a process from its start to SIGTERM or SIGINT. What keeps it from starting is told in one sentence and ends it with
 * exit code 1; so does an error that nobody waits for: the state is unknown then, and a restart makes it known.
 */
export async function runProcess({ name, graceSeconds }: ProcessOptions, start: () => Promise<Running>): Promise<void> {
  const end = (error: unknown): void => {
    createLogger(name, 'fatal').fatal({ err: error }, 'uncaught error, the process ends');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  const started = start().catch((error: unknown) => cannotStart(name, error));
  stopOnSignal(name, graceSeconds, async () => (await started).stop());
  await started;
}

function stopOnSignal(name: string, graceSeconds: number, stop: () => Promise<void>): void {
  const logger = createLogger(name, 'info');
  let stopping = false;
  const onSignal = (signal: string): void => {
    // Ctrl-C reaches a process both from the terminal and from the launcher.
    if (stopping) return;
    stopping = true;
    logger.info(`stopping on ${signal}`);
    setTimeout(() => {
      logger.error(`not stopped within ${graceSeconds} s, the process ends`);
      process.exit(1);
    }, graceSeconds * 1000).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** Says in one sentence why a process cannot start and what to do, and ends it with exit code 1. */
export function cannotStart(name: string, error: unknown): never {
  if (error instanceof ConfigError) exitWithConfigError(error);
  createLogger(name, 'fatal').fatal({ err: error }, 'cannot start');
  process.stderr.write(`${name} cannot start: ${redact(reason(error))}\n`);
  process.exit(1);
}

function reason(error: unknown): string {
  const { code, port, address, message } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE') {
    return `port ${port} on ${address} is in use. Stop the other program, or set HTTP_PORT or METRICS_PORT to a free port.`;
  }
  if (code === 'EACCES' && port !== undefined)
    return `port ${port} is not allowed for this user. Choose a port above 1023.`;
  if (isUnavailable(error))
    return `something it needs does not answer (${code ?? message}). Check the database and the broker.`;
  return message ?? String(error);
}
