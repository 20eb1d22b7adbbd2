import type { BrokerMessage } from '../ports.js';

export interface WaitingRow {
  readonly seq: string;
  readonly message: BrokerMessage;
}

/** What was read in one go: in order, bounded in rows and bytes. `full` when more may be waiting behind it. */
export interface WaitingBatch {
  readonly rows: readonly WaitingRow[];
  readonly full: boolean;
}

/** Rows read and sent in one go. A crash repeats at most this many. */
export const BATCH_SIZE = 500;

/** Body bytes read and sent in one go; one row is always read, however large. */
export const BATCH_BYTES = 4 * 1024 * 1024;

/**
 * The outbox as its leading relay sees it. Only the leader has one; every call fails once the leadership is lost.
 * In PostgreSQL it is `OutboxTable`.
 */
export interface OutboxStore {
  /**
   * Rows that wait, in order of their number. A key with a row set aside waits behind it.
   * @param inFlight rows on their way to the broker: they wait too, but are not given out again
   */
  waiting(inFlight?: readonly WaitingRow[]): Promise<WaitingBatch>;
  /** The broker has acknowledged these rows. */
  mark(rows: readonly WaitingRow[]): Promise<void>;
  /**
   * Counts a failed attempt; at `limit` the row is set aside with the reason, which blocks its key.
   * @returns whether it was set aside
   */
  countFailure(row: WaitingRow, reason: string, limit: number): Promise<boolean>;
}

/** What the relay does beside publishing. */
export interface OutboxHousekeeping {
  /**
   * Deletes one bounded batch of what was published long ago.
   * @returns whether there may be more to delete
   */
  cleanUp(): Promise<boolean>;
  gauges(): Promise<OutboxGauges>;
}

export interface OutboxGauges {
  readonly waiting: number;
  readonly ageSeconds: number;
  readonly setAside: number;
}

/** The lead over an outbox: of all replicas one has it. In PostgreSQL it is `LeaderSession`. */
export interface Leadership {
  readonly table: OutboxStore & OutboxHousekeeping;
  /** Whether an answer a moment ago has proven that the lead is still ours; false does not say that it is not. */
  holds(): boolean;
  /** Gives the lead up. */
  close(): Promise<void>;
}

export interface LeadershipEvents {
  /** A notification came: rows have been committed. */
  readonly onNotify: () => void;
  /** The lead is gone. */
  readonly onLost: () => void;
}
