import { ConfigError, exitWithConfigError } from '../config/config.js';
import { isUnavailable } from '../errors/classify.js';
import { Explained } from '../errors/explained.js';
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
 * Runs a process from its start to SIGTERM or SIGINT. What keeps it from starting is reported in one sentence and ends
 * it with exit code 1; so does an error that nobody waits for: the state is unknown then, and a restart makes it known.
 */
export async function runProcess({ name, graceSeconds }: ProcessOptions, start: () => Promise<Running>): Promise<void> {
  const end = (error: unknown): void => {
    createLogger(name, 'fatal').fatal({ err: error }, 'uncaught error, the process ends');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  const started = start().catch((error: unknown) => endSaying(name, 'cannot start', error));
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

/**
 * Says in one sentence what a process cannot do, why, and what helps, and ends it with exit code 1.
 * @param what such as "cannot start"
 */
export function endSaying(name: string, what: string, error: unknown): never {
  if (error instanceof ConfigError) exitWithConfigError(error);
  const known = knownReason(error);
  const logger = createLogger(name, 'fatal');
  // Where the sentence says it all, a stack would only hide it.
  if (known === undefined) logger.fatal({ err: error }, what);
  const reason = redact(known ?? (error as Error).message ?? String(error));
  if (known !== undefined) logger.fatal({ reason }, what);
  process.stderr.write(`${name} ${what}: ${reason}\n`);
  process.exit(1);
}

function knownReason(error: unknown): string | undefined {
  if (error instanceof Explained) return error.message;
  const { code, port, address, message } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (/^(28...|3D000)$/.test(code ?? ''))
    return `the database does not let it in (${message}). Check DATABASE_URL and the role.`;
  if (code === 'EADDRINUSE') {
    return `port ${port} on ${address} is in use. Stop the other program, or set HTTP_PORT or METRICS_PORT to a free port.`;
  }
  if (code === 'EACCES' && port !== undefined)
    return `port ${port} is not allowed for this user. Choose a port above 1023.`;
  if (isUnavailable(error))
    return `something it needs does not answer (${code ?? message}). Check the database and the broker.`;
  return undefined;
}
