/** A crash that has not come again for this long, while the broker answered, is over, ms. */
const QUIET_MS = 60_000;
const LONGEST_PAUSE_MS = 60_000;
/** So soon after a broker that was away has come back its records are read again, ms. */
const LONGEST_PAUSE_OF_AN_OUTAGE_MS = 2000;

/** The broker or the way to it is away, or a group is being arranged: nothing of ours is wrong. */
const OUTAGES = new Set([
  'KafkaJSConnectionError',
  'KafkaJSConnectionClosedError',
  'KafkaJSRequestTimeoutError',
  'KafkaJSBrokerNotFound',
  'KafkaJSNoBrokerAvailableError',
  'KafkaJSGroupCoordinatorNotFound',
  'KafkaJSTimeout',
  'KafkaJSLockTimeout',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
  'REPLICA_NOT_AVAILABLE',
  'REQUEST_TIMED_OUT',
  'NETWORK_EXCEPTION',
  'GROUP_LOAD_IN_PROGRESS',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR_FOR_GROUP',
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'REBALANCE_IN_PROGRESS',
]);

/**
 * Counts a consumer's crashes in a row. Joining the group again ends nothing: what makes a fetch fail lets the group be
 * joined each time. A record that was handed over does, or a minute of answered fetches.
 */
export class CrashCount {
  private lastAt = 0;
  private count = 0;
  private outages = 0;
  private sentence = '';

  /** Crashes in a row that were no outage. */
  get inARow(): number {
    return this.count;
  }

  /** What the last of them was. */
  get last(): string {
    return this.sentence;
  }

  /** @returns how long to wait before the next try, ms */
  crashed(error: Error, now: number): number {
    this.lastAt = now;
    if (isOutage(error)) return Math.min(LONGEST_PAUSE_OF_AN_OUTAGE_MS, 200 * 2 ** Math.min(this.outages++, 10));
    this.count++;
    this.sentence = error.message.slice(0, 300);
    return Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** Math.min(this.count - 1, 10));
  }

  delivered(): void {
    this.count = 0;
    this.outages = 0;
  }

  /** The broker has answered a fetch. */
  fetched(now: number): void {
    if (now - this.lastAt > QUIET_MS) this.delivered();
  }
}

/** Whether the cause is the broker, the way to it or the group, and not what is read. */
export function isOutage(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Object && depth < 5; depth++) {
    const { name, type, cause, originalError } = at as Record<string, unknown>;
    if ([name, type].some((word) => typeof word === 'string' && OUTAGES.has(word))) return true;
    at = cause ?? originalError;
  }
  return false;
}
