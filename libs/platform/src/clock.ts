import { readFileSync } from 'node:fs';
import { ConfigError } from './config/config.js';

/** Where use cases, reactions and jobs get the time from; tests freeze it. */
export abstract class Clock {
  /** The present moment. */
  abstract now(): Date;

  /** Milliseconds by which it has been moved away from the machine's. */
  get movedByMs(): number {
    return 0;
  }
}

/** The clock of the machine. */
export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}

/** A clock that all processes of a stack move together: a file, read each time, says by how many ms. */
class MovableClock extends Clock {
  constructor(private readonly file: string) {
    super();
  }

  override now(): Date {
    return new Date(Date.now() + this.movedByMs);
  }

  override get movedByMs(): number {
    const ms = Number(readFileSync(this.file, 'utf8'));
    if (!Number.isSafeInteger(ms)) throw new Error('The file that CLOCK_SHIFT_FILE names holds no number of ms.');
    return ms;
  }
}

/**
 * The clock of the machine; outside production one that CLOCK_SHIFT_FILE moves, when that is set.
 * @throws ConfigError when it is set in production
 */
export function clockOf({ NODE_ENV }: { readonly NODE_ENV: string }, env: NodeJS.ProcessEnv = process.env): Clock {
  const file = env['CLOCK_SHIFT_FILE'];
  if (file === undefined) return new SystemClock();
  if (NODE_ENV === 'production') {
    throw new ConfigError(['CLOCK_SHIFT_FILE is given: a clock that can be moved is not for production.']);
  }
  return new MovableClock(file);
}
