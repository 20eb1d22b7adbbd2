import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { ServiceName } from '#contracts';
import { crashPoint } from '../crash-point.js';
import { type EventPublisher, UnpublishableError } from '../ports.js';
import type { OutboxWaker } from '../unit-of-work.js';
import { OutboxTable, type WaitingRow } from './outbox-table.js';

export interface RelayLog {
  info(line: object): void;
  warn(line: object): void;
}

/** What operators see of a relay; see libs/messaging/src/metrics.ts. */
export interface RelayObserver {
  leader(isLeader: boolean): void;
  published(count: number, seconds: number): void;
  outbox(gauges: { waiting: number; ageSeconds: number; setAside: number }): void;
}

export interface RelayOptions {
  readonly service: ServiceName;
  readonly databaseUrl: string;
  readonly publisher: EventPublisher;
  readonly log: RelayLog;
  readonly observer: RelayObserver;
  /** Poll that covers a lost notification. */
  readonly pollMs?: number;
}

const CHANNEL = 'outbox';
const POLL_MS = 1000;
const STANDBY_MS = 1000;
const MAX_BACKOFF_MS = 5000;
/** Refusals by the broker after which a row is set aside. */
const ATTEMPTS = 5;
const HOUSEKEEPING_MS = 10_000;
const CLEAN_UP_MS = 600_000;

/**
 * Publishes the outbox of one service. Of all replicas the one that holds the advisory lock leads; the others stand by.
 * Rows go out in the order of `seq`, a batch at a time, and are marked after the broker's acknowledgement: each
 * committed event is published at least once, and events of one key in the order in which they were committed.
 * Lock, LISTEN and marks share one session connection, so that a leader that lost its lock cannot mark.
 */
export class OutboxRelay implements OutboxWaker {
  private stopping = false;
  private wanted = false;
  private client: pg.Client | undefined;
  private leading = false;
  private sleeper: AbortController | undefined;
  private loop: Promise<void> = Promise.resolve();
  private notify: () => void = () => undefined;

  constructor(private readonly options: RelayOptions) {}

  /** @param notify sends the database's notification, for commits made while another replica leads */
  start(notify: () => void): void {
    this.notify = notify;
    this.loop = this.lead();
  }

  /** Called after each commit that appended events. */
  wake(): void {
    if (!this.leading) return this.notify();
    this.wanted = true;
    this.sleeper?.abort();
  }

  get isLeader(): boolean {
    return this.leading;
  }

  /** Sends what is waiting, at most until the deadline, then gives up leadership. */
  async flushAndStop(deadlineMs: number): Promise<void> {
    this.stopping = true;
    this.sleeper?.abort();
    await Promise.race([this.loop, delay(deadlineMs, undefined, { ref: false })]);
    await this.release();
  }

  private async lead(): Promise<void> {
    while (!this.stopping) {
      this.wanted = false;
      try {
        const table = await this.acquire();
        if (table) await this.publishUntilStopped(table);
        else await this.sleep(STANDBY_MS);
      } catch (error) {
        if (this.stopping) break;
        this.options.log.warn({ msg: 'outbox relay lost its database connection', error: nameOf(error) });
        await this.sleep(STANDBY_MS);
      } finally {
        await this.release();
      }
    }
  }

  private async acquire(): Promise<OutboxTable | undefined> {
    const client = new pg.Client({
      connectionString: this.options.databaseUrl,
      application_name: `${this.options.service}-relay`,
      connectionTimeoutMillis: 5000,
      query_timeout: 30_000,
      keepAlive: true,
    });
    this.client = client;
    client.on('error', () => this.sleeper?.abort());
    client.on('notification', () => {
      this.wanted = true;
      this.sleeper?.abort();
    });
    await client.connect();
    const { rows } = await client.query<{ locked: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended('outbox-relay:' || current_schema(), 0)) AS locked`,
    );
    if (!rows[0]?.locked) {
      await this.release();
      return undefined;
    }
    await client.query(`LISTEN ${CHANNEL}`);
    await this.options.publisher.connect().catch(() => undefined);
    this.setLeader(true);
    this.options.log.info({ msg: 'outbox relay leads' });
    return new OutboxTable(client);
  }

  private async publishUntilStopped(table: OutboxTable): Promise<void> {
    let backoffMs = 100;
    let housekeepingAt = 0;
    let cleanUpAt = Date.now() + CLEAN_UP_MS;
    for (;;) {
      this.wanted = false;
      const outcome = await this.publishOnce(table);
      if (Date.now() >= housekeepingAt) {
        this.options.observer.outbox(await table.gauges());
        housekeepingAt = Date.now() + HOUSEKEEPING_MS;
      }
      if (Date.now() >= cleanUpAt) {
        await table.cleanUp();
        cleanUpAt = Date.now() + CLEAN_UP_MS;
      }
      if (outcome === 'failed') {
        if (this.stopping) return;
        await this.sleep(backoffMs);
        backoffMs = Math.min(backoffMs * 2, MAX_BACKOFF_MS);
        continue;
      }
      backoffMs = 100;
      if (outcome === 'more') continue;
      if (this.stopping) return;
      if (!this.wanted) await this.sleep(this.options.pollMs ?? POLL_MS);
    }
  }

  private async publishOnce(table: OutboxTable): Promise<'more' | 'empty' | 'failed'> {
    const rows = await table.waiting();
    if (rows.length === 0) return 'empty';
    crashPoint('after-read-before-send');
    const started = performance.now();
    try {
      await this.options.publisher.publishBatch(rows.map((row) => row.message));
    } catch (error) {
      this.options.log.warn({ msg: 'outbox relay could not publish', error: nameOf(error), rows: rows.length });
      return error instanceof UnpublishableError ? this.publishOneByOne(table, rows) : 'failed';
    }
    crashPoint('after-send-before-mark');
    await table.mark(rows);
    crashPoint('after-mark');
    this.options.observer.published(rows.length, (performance.now() - started) / 1000);
    return 'more';
  }

  /** Finds the row that the broker refuses. Its key stops there; the other keys go on. */
  private async publishOneByOne(table: OutboxTable, rows: readonly WaitingRow[]): Promise<'more' | 'failed'> {
    const blocked = new Set<string>();
    let failed = false;
    for (const row of rows) {
      const place = `${row.message.topic}\n${row.message.key}`;
      if (blocked.has(place)) continue;
      try {
        await this.options.publisher.publishBatch([row.message]);
        await table.mark([row]);
      } catch (error) {
        if (!(error instanceof UnpublishableError)) return 'failed';
        blocked.add(place);
        const setAside = await table.countFailure(row, error.reason, ATTEMPTS);
        if (setAside)
          this.options.log.warn({
            msg: 'outbox row set aside; its key is blocked',
            seq: row.seq,
            reason: error.reason,
          });
        failed ||= !setAside;
      }
    }
    return failed ? 'failed' : 'more';
  }

  private async sleep(ms: number): Promise<void> {
    if (this.wanted || this.stopping) return;
    this.sleeper = new AbortController();
    await delay(ms, undefined, { signal: this.sleeper.signal, ref: false }).catch(() => undefined);
    this.sleeper = undefined;
  }

  private async release(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.setLeader(false);
    await client?.end().catch(() => undefined);
  }

  private setLeader(isLeader: boolean): void {
    this.leading = isLeader;
    this.options.observer.leader(isLeader);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
}
