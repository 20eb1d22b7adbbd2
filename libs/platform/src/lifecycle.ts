import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';

/** What stops, in this order: timed jobs, taking messages in, sending what is written. */
export type StopPhase = 'schedules' | 'intake' | 'flush';

const PHASES: readonly StopPhase[] = ['schedules', 'intake', 'flush'];

/**
 * Beginning and orderly stop. Nothing is begun, no request, message or timed job, before what `beginAfter` names is there.
 * At the stop, readiness goes off first, then the phases run one after another, awaited; Nest closes the HTTP interface
 * afterwards, and connection pools close in `onApplicationShutdown`, when no handler works any more.
 */
@Injectable()
export class Lifecycle implements BeforeApplicationShutdown {
  readonly #logger = new Logger(Lifecycle.name);
  readonly #stops: Record<StopPhase, (() => Promise<void>)[]> = { schedules: [], intake: [], flush: [] };
  readonly #conditions: (() => boolean)[] = [];
  #stopping = false;

  /** True from the stop signal on. */
  get stopping(): boolean {
    return this.#stopping;
  }

  /** Registers what must be true once before anything is begun. */
  beginAfter(condition: () => boolean): void {
    this.#conditions.push(condition);
  }

  /** False while something that must be there first is still waited for. */
  get begun(): boolean {
    return this.#conditions.every((met) => met());
  }

  /** Registers what has to be stopped in a phase. Functions of one phase run at the same time; a failing one stops no other. */
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
