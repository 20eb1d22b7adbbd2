import { Partitioners } from 'kafkajs';
import { KafkaPublisher } from '../src/kafka/kafka-publisher.js';
import { LeaderSession } from '../src/relay/leader-session.js';
import { OutboxRelay } from '../src/relay/outbox-relay.js';
import { BATCH, type Ground, PRODUCER, silent } from './ground.js';
import { type Rate, RATE_COLUMNS, rateRow, ratio, type Section, timed, whole } from './measuring.js';
import { NEST_OUTBOX, nestOutboxPerSecond } from './peer-nest-outbox.js';
import { peerPerSecond } from './peer-outbox.js';

export interface RelaySize {
  readonly events: number;
  readonly rounds: number;
  /** A peer is stopped after so many seconds a round, wherever it has come to. */
  readonly peerSeconds: number;
}

interface Record {
  readonly topic: string;
  readonly key: string;
  readonly headers: { [name: string]: string };
  readonly value: string;
}

/** The relay from a full outbox, against kafkajs alone with the very same messages and against other outboxes. */
export async function measureRelay(ground: Ground, { events, rounds, peerSeconds }: RelaySize): Promise<Section> {
  const [relay, raw, peer, nest]: [number[], number[], number[], number[]] = [[], [], [], []];
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    await ground.emptyTables();
    const ours = events / (await relaySeconds(ground, events));
    const bare = events / (await rawSeconds(ground));
    if (round === 0) continue;
    relay.push(ours);
    raw.push(bare);
    peer.push(await peerPerSecond(ground, events, peerSeconds));
    const official = await nestOutboxPerSecond(ground, events, peerSeconds);
    if (official !== undefined) nest.push(official);
  }
  const rates = {
    raw: { what: `kafkajs alone: sendBatch of ${BATCH}, acks all`, count: events, perSecond: raw },
    relay: { what: 'our relay, from the outbox to the broker', count: events, perSecond: relay },
    peer: { what: 'pg-transactional-outbox, polling listener', count: events, perSecond: peer },
    nest: { what: `${NEST_OUTBOX}, PostgreSQL store`, count: events, perSecond: nest },
  } satisfies { [name: string]: Rate };
  return {
    title: 'Relay',
    how:
      'An outbox with so many waiting rows is sent to the broker. kafkajs alone sends the same records, headers ' +
      `included, from memory, one batch after another. pg-transactional-outbox and ${NEST_OUTBOX} find the same rows in ` +
      `tables of their own; they work through them for at most ${peerSeconds} s a round, with settings in their favour ` +
      '(peer-outbox.ts, peer-nest-outbox.ts).',
    columns: RATE_COLUMNS,
    rows: Object.values(rates).map((rate) => (rate.perSecond.length > 0 ? rateRow(rate) : notInstalledRow(rate))),
    goals: [
      { what: 'relay / kafkajs alone', value: ratio(rates.relay, rates.raw), unit: '×', atLeast: 0.6 },
      { what: 'relay / pg-transactional-outbox', value: ratio(rates.relay, rates.peer), unit: '×', atLeast: 3 },
    ],
    checked: ['Every row of the outbox was acknowledged by the broker and marked.'],
  };
}

function notInstalledRow({ what, count }: Rate): string[] {
  return [what, whole(count), `not installed: npm install ${NEST_OUTBOX}`, ''];
}

/** Fills the outbox in front of a leading relay, wakes it, and takes the seconds until the last row is marked. */
export async function relaySeconds(ground: Ground, events: number): Promise<number> {
  const publisher = new KafkaPublisher(ground.kafka);
  const hasLooked = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  let published = 0;
  const relay = new OutboxRelay({
    lead: (on) => LeaderSession.open({ databaseUrl: ground.databaseUrl, applicationName: `${PRODUCER}-relay`, ...on }),
    publisher,
    log: silent,
    observer: {
      leader: () => undefined,
      published: (count) => (published += count) >= events && done.resolve(),
      outbox: () => hasLooked.resolve(),
    },
    // It must not find the rows by itself while they are still being written.
    pollMs: 3_600_000,
  });
  relay.start(() => undefined);
  await hasLooked.promise;
  await ground.append(events);
  const seconds = await timed(() => {
    relay.wake();
    return done.promise;
  });
  await relay.flushAndStop(5000);
  await publisher.close();
  const waiting = await ground.waiting();
  if (waiting > 0) throw new Error(`The relay says that it has published everything, but ${waiting} rows wait`);
  return seconds;
}

async function rawSeconds(ground: Ground): Promise<number> {
  const records = await ground.dataSource.query<Record[]>(
    'SELECT topic, aggregateid AS key, headers, payload::text AS value FROM outbox ORDER BY seq',
  );
  const producer = ground.kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    maxInFlightRequests: 1,
  });
  await producer.connect();
  const seconds = await timed(async () => {
    for (let from = 0; from < records.length; from += BATCH) {
      const messages = records.slice(from, from + BATCH);
      await producer.sendBatch({ acks: -1, topicMessages: [{ topic: messages[0]?.topic ?? '', messages }] });
    }
  });
  await producer.disconnect();
  return seconds;
}
