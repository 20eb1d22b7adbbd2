import { diagnostics } from '../diagnostics.js';
import type { EventPublisher } from '../ports.js';
import { PROCESS_TIME, type Time } from '../time.js';
import type { OutboxWaker } from '../unit-of-work.js';
import { nameOf, OutboxPump, type RelayLog } from './outbox-pump.js';
import type { Leadership, LeadershipEvents, OutboxGauges } from './outbox-store.js';

/** What operators see of a relay; see libs/messaging/src/metrics.ts. */
export interface RelayObserver {
  leader(isLeader: boolean): void;
  published(count: number, seconds: number): void;
  outbox(gauges: OutboxGauges): void;
}

export interface RelayOptions {
  /** Resolves to undefined when another replica leads. */
  readonly lead: (events: LeadershipEvents) => Promise<Leadership | undefined>;
  readonly publisher: EventPublisher;
  readonly log: RelayLog;
  readonly observer: RelayObserver;
  /** Poll that covers a lost notification. */
  readonly pollMs?: number;
  readonly time?: Time;
}

const POLL_MS = 1000;
const STANDBY_MS = 1000;
const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5000;
const HOUSEKEEPING_MS = 10_000;
const CLEAN_UP_MS = 600_000;
/** Between two rounds of cleaning up while there is more to delete. */
const CLEAN_UP_AGAIN_MS = 1000;

/**
 * Publishes the outbox of one service. Of all replicas the one that holds the advisory lock leads; the others stand by.
 * Rows go out in the order of `seq`, a batch at a time, and are marked after the broker's acknowledgement: each
 * committed event is published at least once, and events of one key in the order in which they were committed.
 * Lock, LISTEN and marks share one session connection, so that a leader that lost its lock cannot mark.
 */
export class OutboxRelay implements OutboxWaker {
  private stopping = false;
  private wanted = false;
  private session: Leadership | undefined;
  private leading = false;
  /** Ends with the leadership, before another one may begin. */
  private lease = new AbortController();
  private sleeper: AbortController | undefined;
  private loop: Promise<void> = Promise.resolve();
  private notify: () => void = () => undefined;
  private readonly time: Time;

  constructor(private readonly options: RelayOptions) {
    this.time = options.time ?? PROCESS_TIME;
  }

  /** @param notify sends the database's notification, for commits made while another replica leads */
  start(notify: () => void): void {
    this.notify = notify;
    this.loop = this.lead();
  }

  /** Called after each commit that appended events. */
  wake(): void {
    if (!this.leading) return this.notify();
    this.wakeUp();
  }

  get isLeader(): boolean {
    return this.leading;
  }

  /**
   * Sends what is waiting, at most until the deadline, then gives up leadership. What is on its way by then is cut off
   * first: another one may lead as soon as the session is closed.
   */
  async flushAndStop(deadlineMs: number): Promise<void> {
    this.stopping = true;
    this.sleeper?.abort();
    await Promise.race([this.loop, this.time.wait(deadlineMs)]);
    await this.release();
  }

  private async lead(): Promise<void> {
    while (!this.stopping) {
      this.wanted = false;
      try {
        this.session = await this.acquire();
        if (this.session) await this.publishUntilStopped(this.session);
        else await this.sleep(STANDBY_MS);
      } catch (error) {
        if (this.stopping) break;
        this.options.log.warn({ msg: 'outbox relay lost its database connection', error: nameOf(error) });
        await this.release();
        await this.sleep(STANDBY_MS);
      } finally {
        await this.release();
      }
    }
  }

  private async acquire(): Promise<Leadership | undefined> {
    const lease = new AbortController();
    const session = await this.options.lead({
      onNotify: () => this.wakeUp(),
      onLost: () => {
        lease.abort();
        this.setLeader(false);
        this.wakeUp();
      },
    });
    if (!session) return undefined;
    this.lease = lease;
    await this.options.publisher.connect().catch(() => undefined);
    this.setLeader(true);
    this.options.log.info({ msg: 'outbox relay leads' });
    return session;
  }

  private async publishUntilStopped(session: Leadership): Promise<void> {
    const { publisher, log, observer } = this.options;
    const { table } = session;
    const lease = { holds: () => session.holds(), over: this.lease.signal };
    const published = observer.published.bind(observer);
    const pump = new OutboxPump({ store: table, publisher, lease, log, published });
    let backoffMs = FIRST_BACKOFF_MS;
    let gaugesAt = 0;
    let cleanUpAt = this.time.now() + CLEAN_UP_MS;
    for (;;) {
      this.wanted = false;
      const outcome = await pump.step();
      if (this.time.now() >= gaugesAt) {
        observer.outbox(await table.gauges());
        gaugesAt = this.time.now() + HOUSEKEEPING_MS;
      }
      if (this.time.now() >= cleanUpAt) {
        cleanUpAt = this.time.now() + ((await table.cleanUp()) ? CLEAN_UP_AGAIN_MS : CLEAN_UP_MS);
      }
      if (outcome === 'failed') {
        if (this.stopping) return;
        await this.backOff(backoffMs);
        backoffMs = Math.min(backoffMs * 2, MAX_BACKOFF_MS);
        continue;
      }
      backoffMs = FIRST_BACKOFF_MS;
      if (outcome === 'more') continue;
      if (this.stopping) return;
      if (!this.wanted) await this.sleep(this.options.pollMs ?? POLL_MS);
    }
  }

  private wakeUp(): void {
    this.wanted = true;
    this.sleeper?.abort();
  }

  /** New events do not shorten it: the broker is away for them too. */
  private async backOff(ms: number): Promise<void> {
    for (const until = this.time.now() + ms; this.time.now() < until && this.leading && !this.stopping;) {
      this.wanted = false;
      await this.sleep(until - this.time.now());
    }
  }

  private async sleep(ms: number): Promise<void> {
    if (this.wanted || this.stopping) return;
    this.sleeper = new AbortController();
    await this.time.wait(ms, this.sleeper.signal).catch(() => undefined);
    this.sleeper = undefined;
  }

  private async release(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    this.lease.abort();
    this.setLeader(false);
    await session?.close();
  }

  private setLeader(isLeader: boolean): void {
    if (isLeader !== this.leading) diagnostics.leader.publish(() => ({ leads: isLeader }));
    this.leading = isLeader;
    this.options.observer.leader(isLeader);
  }
}
