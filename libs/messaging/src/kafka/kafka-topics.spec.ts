import { describe, expect, it } from '@jest/globals';
import { createTopicsUntilThere, type TopicAdmin } from './kafka-topics.js';

const DECLARED = ['a.v1', 'b.v1'].map((name) => ({ name, partitions: 2, config: {} }));
const OPTIONS = { replicationFactor: 1, withinMs: 2000, lookAgainMs: 10 };

class Refused extends Error {
  constructor(readonly type: string) {
    super(type);
  }
}

/** A broker whose new topics are known, and have leaders, only after some looks. */
function broker({ leadersAfter = 0, refusals = [] as Error[], partitions = 2, existing = [] as string[] } = {}) {
  const there = new Map(existing.map((name) => [name, 0]));
  let created = 0;
  const admin: TopicAdmin = {
    listTopics: async () => [...there.keys()],
    createTopics: async ({ topics }) => {
      created++;
      for (const { topic } of topics) if (!there.has(topic)) there.set(topic, leadersAfter);
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      return true;
    },
    fetchTopicMetadata: async ({ topics } = { topics: [] as string[] }) => ({
      topics: topics.map((name) => {
        const left = there.get(name) ?? 0;
        there.set(name, left - 1);
        const one = { partitionErrorCode: 0, replicas: [1], isr: [1], leader: left > 0 ? -1 : 1 };
        return { name, partitions: Array.from({ length: partitions }, (_, partitionId) => ({ partitionId, ...one })) };
      }),
    }),
  };
  return { admin, created: () => created };
}

describe('topics are made until they are there as declared', () => {
  it('though the broker does not know them yet when it is asked for their leaders', async () => {
    const { admin } = broker({ leadersAfter: 3, refusals: [new Refused('UNKNOWN_TOPIC_OR_PARTITION')] });
    expect(await createTopicsUntilThere(admin, DECLARED, OPTIONS)).toEqual(['a.v1', 'b.v1']);
  });

  it('though somebody else makes them at the same time', async () => {
    const { admin } = broker({ refusals: [new Refused('TOPIC_ALREADY_EXISTS')] });
    expect(await createTopicsUntilThere(admin, DECLARED, OPTIONS)).toEqual(['a.v1', 'b.v1']);
  });

  it('and nothing is asked for when all are there', async () => {
    const { admin, created } = broker({ existing: ['a.v1', 'b.v1'] });
    expect([await createTopicsUntilThere(admin, DECLARED, OPTIONS), created()]).toEqual([[], 0]);
  });

  it('or the deadline has passed: then each missing one is reported', async () => {
    const { admin } = broker({ leadersAfter: 1e9 });
    await expect(createTopicsUntilThere(admin, DECLARED, { ...OPTIONS, withinMs: 100 })).rejects.toThrow(
      /Topic a.v1 is still missing.*\nTopic b.v1 is still missing/,
    );
  });

  it('or asking again mends nothing: another number of partitions, no right', async () => {
    const other = broker({ partitions: 3, existing: ['a.v1', 'b.v1'] });
    const sentence = 'Topic a.v1 has 3 partitions, declared are 2.';
    await expect(createTopicsUntilThere(other.admin, DECLARED, OPTIONS)).rejects.toThrow(sentence);
    const { admin, created } = broker({ leadersAfter: 9, refusals: [new Refused('TOPIC_AUTHORIZATION_FAILED')] });
    await expect(createTopicsUntilThere(admin, DECLARED, OPTIONS)).rejects.toThrow('TOPIC_AUTHORIZATION_FAILED');
    expect(created()).toBe(1);
  });
});
