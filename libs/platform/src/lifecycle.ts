import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';

/** What stops, in this order: timed jobs, taking messages in, sending what is written. */
export type StopPhase = 'schedules' | 'intake' | 'flush';

const PHASES: readonly StopPhase[] = ['schedules', 'intake', 'flush'];

/**
 * Orderly stop. Readiness goes off first, then the phases run one after another, awaited; Nest closes the HTTP interface
 * afterwards, and connection pools close in `onApplicationShutdown`, when no handler works any more.
 */
@Injectable()
export class Lifecycle implements BeforeApplicationShutdown {
  readonly #logger = new Logger(Lifecycle.name);
  readonly #stops: Record<StopPhase, (() => Promise<void>)[]> = { schedules: [], intake: [], flush: [] };
  #stopping = false;

  /** True from the stop signal on. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** Registers what has to be stopped in a phase. Functions of one phase run at the same time; a failing one stops nobody else. */
  onStop(phase: StopPhase, fn: () => Promise<void>): void {
    this.#stops[phase].push(fn);
  }

  /** Turns readiness off, before anything else happens. */
  beginStop(): void {
    this.#stopping = true;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.beginStop();
    for (const phase of PHASES) {
      const results = await Promise.allSettled(this.#stops[phase].map(async (stop) => stop()));
      for (const result of results) {
        if (result.status === 'rejected') this.#logger.error({ err: result.reason, phase }, 'could not stop cleanly');
      }
    }
  }
}
