import { crashPoint } from '../crash-point.js';
import { diagnostics, type Published } from '../diagnostics.js';
import { type BrokerMessage, type EventPublisher, type Lease, UnpublishableError } from '../ports.js';
import { numbered } from '../sequence.js';
import type { OutboxStore, WaitingBatch, WaitingRow } from './outbox-store.js';

export interface RelayLog {
  info(line: object): void;
  warn(line: object): void;
}

export interface PumpOptions {
  readonly store: OutboxStore;
  readonly publisher: EventPublisher;
  /** Nothing is sent when it is over, or not proven to hold. */
  readonly lease: Lease;
  readonly log: RelayLog;
  /** Called after each batch that was sent and marked. */
  readonly published: (count: number, seconds: number) => void;
}

/** Refusals by the broker after which a row is set aside: by the relay's waits in between it is refused for 6 s. */
const ATTEMPTS = 7;

/**
 * The leader's work, step by step: read a batch, send it, mark it. One batch is on its way to the broker at a time and
 * is marked before the next one leaves; only reading goes ahead of it. So before each send, and before each time that
 * something is sent again, a statement on the leader's session has succeeded: a read or a mark.
 */
export class OutboxPump {
  /** Read while the broker took the batch before; undefined when nothing was waiting behind that batch. */
  private ahead: Promise<WaitingBatch> | undefined;

  constructor(private readonly options: PumpOptions) {}

  /**
   * Sends one batch. `empty`: nothing was waiting at a read that began within this call. `failed`: the broker is away
   * or refuses a row; what was not marked waits.
   * @throws what the store throws: the leadership is lost
   */
  async step(): Promise<'more' | 'empty' | 'failed'> {
    const { store, publisher, log } = this.options;
    const { rows, full } = await this.next();
    if (rows.length === 0) return 'empty';
    crashPoint('after-read-before-send');
    const started = performance.now();
    const sending = publisher.publishBatch(rows.map(recordOf), this.options.lease);
    if (full) this.readAhead(rows);
    try {
      await sending;
    } catch (error) {
      // What was read ahead must not overtake what was not sent.
      this.ahead = undefined;
      log.warn({ msg: 'outbox relay could not publish', error: nameOf(error), rows: rows.length });
      return error instanceof UnpublishableError ? this.oneByOne(rows) : 'failed';
    }
    crashPoint('after-send-before-mark');
    await store.mark(rows);
    crashPoint('after-mark');
    const seconds = (performance.now() - started) / 1000;
    this.options.published(rows.length, seconds);
    diagnostics.publish.publish(() => ({ records: rows.map(publishedOf), seconds }));
    return 'more';
  }

  private async next(): Promise<WaitingBatch> {
    const ahead = await this.ahead;
    this.ahead = undefined;
    // An empty answer from a while ago is no answer: rows may have come since.
    return ahead && ahead.rows.length > 0 ? ahead : this.options.store.waiting();
  }

  private readAhead(inFlight: readonly WaitingRow[]): void {
    this.ahead = this.options.store.waiting(inFlight);
    this.ahead.catch(() => undefined);
  }

  /** Finds the row that the broker refuses. Its key stops there; the other keys go on. */
  private async oneByOne(rows: readonly WaitingRow[]): Promise<'more' | 'failed'> {
    const { store, publisher, lease, log } = this.options;
    const blocked = new Set<string>();
    let failed = false;
    // The batch was refused and nothing was asked since: a mark of nothing proves the lead.
    await store.mark([]);
    for (const row of rows) {
      const place = `${row.message.topic}\n${row.message.key}`;
      if (blocked.has(place)) continue;
      try {
        await publisher.publishBatch([recordOf(row)], lease);
      } catch (error) {
        if (!(error instanceof UnpublishableError)) return 'failed';
        blocked.add(place);
        const setAside = await store.countFailure(row, error.reason, ATTEMPTS);
        if (setAside) log.warn({ msg: 'outbox row set aside; its key is blocked', seq: row.seq, reason: error.reason });
        failed ||= !setAside;
        continue;
      }
      await store.mark([row]);
      diagnostics.publish.publish(() => ({ records: [publishedOf(row)], seconds: 0 }));
    }
    return failed ? 'failed' : 'more';
  }
}

function recordOf({ seq, message }: WaitingRow): BrokerMessage {
  return numbered(message, seq);
}

function publishedOf({ seq, message: { topic, headers } }: WaitingRow): Published['records'][number] {
  return { topic, id: headers['ce_id'], seq };
}

export function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
}
