import { Logger } from '@nestjs/common';

/** How a job of this process is; what operators see of it. */
export interface JobState {
  readonly name: string;
  readonly running: boolean;
  /** Since its last run ended; null before the first one has. */
  readonly endedSecondsAgo: number | null;
  /** Name and code of the error when the last run failed. */
  readonly failure: string | null;
}

const jobs = new Map<string, RepeatedJob>();

/** The repeated jobs of this process, by name. */
export function jobStates(): readonly JobState[] {
  return [...jobs.values()].map((job) => job.state);
}

/** Rest after a failure, in ms: a database that is away is not asked several times a second. */
const REST_MS = 5_000;

/**
 * A job that a timer starts: never twice at the same time in one process, and a failure (of the database, mostly) only
 * delays it. Several processes may run it: its rows are taken with row locks.
 */
export class RepeatedJob {
  readonly #logger: Logger;
  #running: Promise<void> | undefined;
  #restUntil = 0;
  #stopped = false;
  #endedAt: number | undefined;
  #failure: string | null = null;

  /**
   * @param work returns whether there is more to do at once
   * @param lifecycle the job does nothing before the service has begun
   */
  constructor(
    private readonly name: string,
    private readonly work: () => Promise<boolean>,
    private readonly lifecycle: { readonly begun: boolean } = { begun: true },
  ) {
    this.#logger = new Logger(name);
    jobs.set(name, this);
  }

  get state(): JobState {
    const { name } = this;
    const endedSecondsAgo = this.#endedAt === undefined ? null : Math.round((performance.now() - this.#endedAt) / 1000);
    return { name, running: this.#running !== undefined, endedSecondsAgo, failure: this.#failure };
  }

  /** Runs the job until nothing is left, unless it is running, resting or stopped. */
  async run(): Promise<void> {
    if (!this.lifecycle.begun || this.#running || this.#stopped || performance.now() < this.#restUntil) return;
    this.#running = this.untilNothingIsLeft();
    await this.#running;
    this.#running = undefined;
    this.#endedAt = performance.now();
  }

  /** Starts nothing new and waits for the batch in hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  private async untilNothingIsLeft(): Promise<void> {
    try {
      while ((await this.work()) && !this.#stopped);
      this.#failure = null;
    } catch (error) {
      this.#restUntil = performance.now() + REST_MS;
      // The name and code only: a message may quote values.
      const { name, code } = error as { name?: string; code?: string };
      this.#failure = [name, code].filter(Boolean).join(' ') || 'error';
      this.#logger.error({ error: name, code }, 'job failed, tries again');
    }
  }
}
