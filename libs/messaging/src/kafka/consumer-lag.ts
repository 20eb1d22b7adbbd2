import type { Admin } from 'kafkajs';

/** How far a group is on one partition. */
export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  /** Next offset by the group's own account; -1 when it has committed nothing. */
  readonly committed: bigint;
  /**
   * Records still to be handled: the end of the partition minus what is committed. A transaction that is neither
   * committed nor aborted counts, though nobody gets its records, nor any behind them, before it ends.
   */
  readonly lag: number;
  /** Offset of the next record that will be written. */
  readonly end: bigint;
}

/**
 * How many records a group has still to handle: the end of each partition minus what the group has committed, also
 * of partitions that rest or that another process reads. A group that has committed nothing has all before it.
 */
export async function lagByPartition(
  admin: Admin,
  groupId: string,
  topics: readonly string[],
): Promise<readonly PartitionLag[]> {
  const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
  const lags = await Promise.all(
    committed.map(async ({ topic, partitions }) => {
      const ends = new Map((await admin.fetchTopicOffsets(topic)).map((end) => [end.partition, end]));
      return partitions.flatMap(({ partition, offset }) => {
        const end = ends.get(partition);
        if (!end) return [];
        // What retention has deleted is not to be handled any more.
        const next = Math.max(Number(offset), Number(end.low));
        return [
          {
            topic,
            partition,
            committed: BigInt(offset),
            lag: Math.max(0, Number(end.high) - next),
            end: BigInt(end.high),
          },
        ];
      });
    }),
  );
  return lags.flat();
}

/** The same by topic. */
export function lagByTopic(partitions: readonly PartitionLag[]): ReadonlyMap<string, number> {
  const lags = new Map<string, number>();
  for (const { topic, lag } of partitions) lags.set(topic, (lags.get(topic) ?? 0) + lag);
  return lags;
}
