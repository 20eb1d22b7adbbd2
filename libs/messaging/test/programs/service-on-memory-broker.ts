import { runProcess } from '#platform';
import { MemoryBroker } from '../memory-broker.js';

/** A process that has the broker in memory, started as services are; it says `started` when nothing has kept it from it. */
await runProcess({ name: 'service-on-memory-broker', graceSeconds: 1 }, async () => {
  const publisher = new MemoryBroker(['topic']).publisher();
  await publisher.connect();
  process.stdout.write('started\n');
  return { stop: () => publisher.close() };
});
