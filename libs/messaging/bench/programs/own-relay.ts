import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { PRODUCER, silent } from '../ground.js';
import { onAsk, ready, settingsGiven } from './child.js';

/** The relay of this build or of another one: its modules come from the folder that the settings name. */
const { databaseUrl, kafkaBrokers, events, build } = settingsGiven(
  z.object({
    databaseUrl: z.string(),
    kafkaBrokers: z.string(),
    events: z.coerce.number().int().positive(),
    /** Folder of a built checkout. */
    build: z.string(),
  }),
);

const sources = path.resolve(build, 'dist/libs/messaging/src');
const load = <T>(file: string) => import(pathToFileURL(path.join(sources, file)).href) as Promise<T>;
const { kafkaClient } = await load<typeof import('../../src/kafka/kafka-client.js')>('kafka/kafka-client.js');
const { KafkaPublisher } = await load<typeof import('../../src/kafka/kafka-publisher.js')>('kafka/kafka-publisher.js');
const { LeaderSession } = await load<typeof import('../../src/relay/leader-session.js')>('relay/leader-session.js');
const { OutboxRelay } = await load<typeof import('../../src/relay/outbox-relay.js')>('relay/outbox-relay.js');

/** Events per second from the first batch, which is not counted, to the last. */
async function run(): Promise<number> {
  const done = Promise.withResolvers<number>();
  const publisher = new KafkaPublisher(kafkaClient(PRODUCER, kafkaBrokers.split(','), silent));
  await publisher.connect();
  let first: { count: number; at: number } | undefined;
  let published = 0;
  const relay = new OutboxRelay({
    lead: (on) => LeaderSession.open({ databaseUrl, applicationName: `${PRODUCER}-relay`, ...on }),
    publisher,
    log: silent,
    observer: {
      leader: () => undefined,
      published: (count) => {
        published += count;
        first ??= { count, at: performance.now() };
        if (published < events) return;
        done.resolve(((published - first.count) / (performance.now() - first.at)) * 1000);
      },
      outbox: () => undefined,
    },
  });
  relay.start(() => undefined);
  const perSecond = await done.promise;
  await relay.flushAndStop(5000);
  await publisher.close();
  return perSecond;
}

onAsk('run', run);
process.on('SIGTERM', () => process.exit(0));
ready();
