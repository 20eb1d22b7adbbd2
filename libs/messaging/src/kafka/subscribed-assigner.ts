import kafkajs, { type PartitionAssigner } from 'kafkajs';

// kafkajs is CommonJS: its values come with the default import only.
const { AssignerProtocol } = kafkajs;

/**
 * Gives each partition to the member with the fewest so far among those that subscribed to its topic. kafkajs's own
 * assigner gives the leader's topics to every member, and a member drops what it did not subscribe to: while replicas
 * differ in what they find readable, those partitions would be read by no one. With equal subscriptions both give the
 * same; it has the same name, so that members of the release before and after share a group.
 */
export const subscribedAssigner: PartitionAssigner = ({ cluster }) => ({
  name: 'RoundRobinAssigner',
  version: 0,
  async assign({ members, topics }) {
    const sorted = members
      .map(({ memberId, memberMetadata }) => ({
        memberId,
        topics: new Set(AssignerProtocol.MemberMetadata.decode(memberMetadata)?.topics),
        assignment: Object.create(null) as Record<string, number[]>,
        count: 0,
      }))
      .sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
    for (const topic of topics) {
      const subscribed = sorted.filter((member) => member.topics.has(topic));
      for (const { partitionId } of cluster.findTopicPartitionMetadata(topic)) {
        const [first, ...others] = subscribed;
        if (!first) break;
        const member = others.reduce((fewest, other) => (other.count < fewest.count ? other : fewest), first);
        (member.assignment[topic] ??= []).push(partitionId);
        member.count++;
      }
    }
    return sorted.map(({ memberId, assignment }) => ({
      memberId,
      memberAssignment: AssignerProtocol.MemberAssignment.encode({
        version: 0,
        assignment,
        userData: Buffer.alloc(0),
      }),
    }));
  },
  protocol({ topics }) {
    const metadata = AssignerProtocol.MemberMetadata.encode({ version: 0, topics, userData: Buffer.alloc(0) });
    return { name: 'RoundRobinAssigner', metadata };
  },
});
