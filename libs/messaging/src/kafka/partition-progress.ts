import type { PartitionLag } from './consumer-lag.js';

/** A partition with records to handle of which the group has handled none for a while. */
export interface StandingPartition {
  readonly topic: string;
  readonly partition: number;
  /** The offset at which it stands. */
  readonly offset: string;
  /** For how long, as far as this process has seen it. */
  readonly seconds: number;
}

/**
 * Sees which partitions stand still, from any cause: a transaction that never ends, records that kafkajs takes
 * for cut off, a handler that hangs, a partition that no process reads.
 */
export class PartitionProgress {
  private readonly stands = new Map<string, { committed: bigint; since: number }>();

  /** @param now ms of a clock that does not jump */
  look(partitions: readonly PartitionLag[], now: number): StandingPartition[] {
    return partitions.flatMap(({ topic, partition, committed, lag }) => {
      const where = `${topic}/${partition}`;
      const before = this.stands.get(where);
      if (lag === 0 || before?.committed !== committed) {
        this.stands.set(where, { committed, since: now });
        return [];
      }
      const seconds = Math.round((now - before.since) / 1000);
      return [{ topic, partition, offset: String(committed), seconds }];
    });
  }
}
