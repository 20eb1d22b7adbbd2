import { type EdgeObserver, PausePartition } from '../ports.js';
import type { Time } from '../time.js';
import { type EdgeLog, nameOf } from './failure-lines.js';
import { type Failure, FAILURE_POLICY, HandlerTimeLimit, waitBefore } from './failure-policy.js';

export interface WaitingOptions {
  readonly time: Time;
  readonly log: EdgeLog;
  readonly observer: EdgeObserver;
  /** Resolves while the database answers. */
  readonly probe: () => Promise<void>;
  readonly pauseAfterMs: number;
}

/** The waits of a consumer; all of them end early when the process stops. */
export class Waiting {
  private readonly stopped = new AbortController();

  constructor(private readonly options: WaitingOptions) {}

  stop(): void {
    this.stopped.abort();
  }

  get stopping(): boolean {
    return this.stopped.signal.aborted;
  }

  /** Without its dead letter a message must not be left behind: the offset stays where it is until it works. */
  async untilItWorks(what: string, action: () => Promise<void>): Promise<void> {
    const { time, log } = this.options;
    const waitingSince = time.now();
    for (let attempt = 1; ; attempt++) {
      try {
        return await action();
      } catch (error) {
        log.error({ msg: `${what} failed; trying again`, attempt, error: nameOf(error) });
        await this.inPlace('dead-letter-not-published', attempt, waitingSince);
      }
    }
  }

  /**
   * Waits before the next attempt, by the failure policy.
   * @throws PausePartition when it has waited for the infrastructure for too long, or the process stops
   */
  async inPlace(failure: Failure, attempt: number, waitingSince: number): Promise<void> {
    const { time, observer, pauseAfterMs } = this.options;
    const forInfrastructure = FAILURE_POLICY[failure].then === 'keep-trying';
    const tooLong = time.now() - waitingSince > pauseAfterMs;
    if (!this.stopping && forInfrastructure && tooLong) {
      observer.infrastructureDown(true);
      throw new PausePartition(this.untilProbed());
    }
    if (!this.stopping) await this.rest(waitBefore(failure, attempt));
    if (this.stopping) throw new PausePartition(new Promise(() => undefined));
  }

  /** @throws HandlerTimeLimit when the work takes longer; it is not ended by that */
  async withinLimit(work: Promise<void>, limitMs: number): Promise<void> {
    const timer = new AbortController();
    const limit = this.options.time.wait(limitMs, timer.signal).then(() => {
      throw new HandlerTimeLimit(`The reaction took longer than ${limitMs} ms`);
    });
    limit.catch(() => undefined);
    try {
      await Promise.race([work, limit]);
    } finally {
      timer.abort();
    }
  }

  private async rest(ms: number): Promise<void> {
    await this.options.time.wait(ms, this.stopped.signal).catch(() => undefined);
  }

  private async untilProbed(): Promise<void> {
    const { probe, observer } = this.options;
    for (;;) {
      await this.rest(1000);
      if (this.stopping) return;
      try {
        await probe();
        return observer.infrastructureDown(false);
      } catch {
        continue;
      }
    }
  }
}
