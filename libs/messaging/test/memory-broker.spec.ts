import { MemoryBroker } from '../src/memory/memory-broker.js';
import { conformance } from './conformance.js';

let broker: MemoryBroker;

conformance({
  name: 'the broker in memory',
  createTopic: async (name, partitions) => {
    broker = new MemoryBroker([name], { partitions });
  },
  publisher: () => broker.publisher(),
  consumer: (groupId) => broker.consumer(groupId),
  deadlineMs: 3000,
});
