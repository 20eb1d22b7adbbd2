import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import kafkajs, { type Assigner, type Cluster, type Logger, type PartitionAssigner } from 'kafkajs';
import { subscribedAssigner } from './subscribed-assigner.js';

const { AssignerProtocol, PartitionAssigners } = kafkajs;

function assignerOf(create: PartitionAssigner, partitions: Readonly<Record<string, number>>): Assigner {
  const findTopicPartitionMetadata = (topic: string) =>
    Array.from({ length: partitions[topic] ?? 0 }, (_, partitionId) => ({ partitionId }));
  const cluster = { findTopicPartitionMetadata } as unknown as Cluster;
  return create({ cluster, groupId: 'g', logger: undefined as unknown as Logger });
}

/** What each member gets, `topic/partition`, when the leader has these topics. */
async function shares(
  create: PartitionAssigner,
  partitions: Readonly<Record<string, number>>,
  subscriptions: Readonly<Record<string, readonly string[]>>,
  leaders: readonly string[],
): Promise<Record<string, string[]>> {
  const assigner = assignerOf(create, partitions);
  const members = Object.entries(subscriptions).map(([memberId, topics]) => ({
    memberId,
    memberMetadata: assigner.protocol({ topics: [...topics] }).metadata,
  }));
  const assigned = await assigner.assign({ members, topics: [...leaders] });
  return Object.fromEntries(
    assigned.map(({ memberId, memberAssignment }) => {
      const { assignment = {} } = AssignerProtocol.MemberAssignment.decode(memberAssignment) ?? {};
      return [memberId, Object.entries(assignment).flatMap(([topic, all]) => all.map((one) => `${topic}/${one}`))];
    }),
  );
}

describe('the partitions of a group', () => {
  it('go only to members that subscribed to their topic, each to one of them, as evenly as that allows', async () => {
    const partitions = { a: 4, b: 2, c: 3 };
    const got = await shares(subscribedAssigner, partitions, { m1: ['a', 'b'], m2: ['a'], m3: ['c'] }, ['a', 'b']);
    expect(got).toEqual({ m1: ['a/0', 'a/2', 'b/0', 'b/1'], m2: ['a/1', 'a/3'], m3: [] });
  });

  it('are shared as before while all members subscribe to the same, also by a leader of the release before', async () => {
    const topics = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 12 }), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(topics, fc.integer({ min: 1, max: 6 }), async (partitions, count) => {
        const names = Object.keys(partitions);
        const members = Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}`, names]));
        const [ours, theirs] = await Promise.all(
          [subscribedAssigner, PartitionAssigners.roundRobin].map((create) =>
            shares(create, partitions, members, names),
          ),
        );
        const busy = Object.fromEntries(Object.entries(ours ?? {}).filter(([, share]) => share.length > 0));
        expect(busy).toEqual(theirs);
      }),
    );
    expect(assignerOf(subscribedAssigner, {}).name).toBe(assignerOf(PartitionAssigners.roundRobin, {}).name);
  });
});
