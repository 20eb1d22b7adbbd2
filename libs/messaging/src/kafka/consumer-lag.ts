import type { Admin } from 'kafkajs';

/**
 * How many records a group has still to handle, by topic: the end of each partition minus what the group has committed, also
 * of partitions that rest or that another process reads. A group that has committed nothing has all before it.
 */
export async function lagByTopic(
  admin: Admin,
  groupId: string,
  topics: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const committed = await admin.fetchOffsets({ groupId, topics: [...topics] });
  const lags = await Promise.all(
    committed.map(async ({ topic, partitions }) => {
      const ends = new Map((await admin.fetchTopicOffsets(topic)).map((end) => [end.partition, end]));
      const lag = partitions.reduce((sum, { partition, offset }) => {
        const end = ends.get(partition);
        if (!end) return sum;
        // What retention has deleted is not to be handled any more.
        const next = Math.max(Number(offset), Number(end.low));
        return sum + Math.max(0, Number(end.high) - next);
      }, 0);
      return [topic, lag] as const;
    }),
  );
  return new Map(lags);
}
