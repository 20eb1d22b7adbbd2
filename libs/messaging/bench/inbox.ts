import pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import {
  batches,
  BATCH,
  CONCURRENCY,
  CONSUMER,
  type Ground,
  INSERT_EFFECT,
  INSERT_EFFECTS,
  INSTITUTION,
  keyOf,
  TOPIC,
} from './ground.js';
import { type Rate, RATE_COLUMNS, rateRow, ratio, type Section, timed, until } from './measuring.js';
import { perSecondFromBacklog, Program } from './program.js';

export interface InboxSize {
  readonly events: number;
  readonly rounds: number;
  /** Rows of the slow way, one transaction per event. */
  readonly singles: number;
}

interface Rows {
  readonly ids: string[];
  readonly keys: string[];
  readonly values: number[];
}

/** Consumer with inbox and effect, against the same two inserts by `pg` in batches and in one transaction per event. */
export async function measureInbox(ground: Ground, size: InboxSize): Promise<Section> {
  const { events, rounds, singles } = size;
  const [batched, single, inBatches, oneByOne]: [number[], number[], number[], number[]] = [[], [], [], []];
  const [read, inTurn]: [number[], number[]] = [[], []];
  const checked = new Set<string>();
  for (let round = 0; round <= rounds; round++) {
    await ground.emptyTables();
    const ceiling = events / (await insertSeconds(ground, rowsFor(events), BATCH));
    await ground.emptyTables();
    const floor = singles / (await insertSeconds(ground, rowsFor(singles), 1));
    // The first round warms up; the consumers are processes of their own and warm up by themselves.
    if (round === 0) continue;
    batched.push(ceiling);
    single.push(floor);
    const reading = await readOnly(ground, events);
    read.push(reading);
    inTurn.push(1 / (1 / reading + 1 / ceiling));
    for (const [reaction, rates] of [
      ['batch', inBatches],
      ['single', oneByOne],
    ] as const) {
      await ground.emptyTables();
      rates.push(await consumeBacklog(ground, { reaction, events }));
      checked.add(await ground.requireEffectsOnceInOrder(`Consumer (${reaction})`, events));
    }
  }
  const rates = {
    batched: {
      what: `pg alone: both inserts in batches of ${BATCH}, ${CONCURRENCY} connections`,
      count: events,
      perSecond: batched,
    },
    read: { what: 'kafkajs alone: reading the events and doing nothing', count: events, perSecond: read },
    inTurn: { what: 'the two above one after the other (reckoned)', count: events, perSecond: inTurn },
    inBatches: { what: 'our consumer, @BatchReaction', count: events, perSecond: inBatches },
    oneByOne: { what: 'our consumer, @Reaction', count: events, perSecond: oneByOne },
    single: {
      what: `pg alone: one transaction per event, ${CONCURRENCY} connections`,
      count: singles,
      perSecond: single,
    },
  } satisfies { [name: string]: Rate };
  return {
    title: 'Inbox consumer with effect',
    how:
      'A topic of 12 partitions holds so many events of 1 000 keys. A consumer process reads them from the beginning; ' +
      'each event leaves its inbox row and one effect row. Counted from a fifth of the events (the process is warm then) ' +
      'to the last. `pg` alone inserts the same two rows per event, already in memory, on as many connections as the ' +
      'consumer works with. kafkajs alone reads the same events in one process and does nothing with them; reading and ' +
      'inserting one after the other is what a consumer on kafkajs comes close to at best when both share the processors.',
    columns: RATE_COLUMNS,
    rows: Object.values(rates).map(rateRow),
    goals: [
      { what: 'consumer / pg in batches', value: ratio(rates.inBatches, rates.batched), unit: '×', atLeast: 0.5 },
      {
        what: 'consumer / one transaction per event',
        value: ratio(rates.inBatches, rates.single),
        unit: '×',
        atLeast: 3,
      },
    ],
    checked: [...checked],
  };
}

/** Events per second that kafkajs reads when nothing is done with them, from about a fifth of them on. */
async function readOnly(ground: Ground, events: number): Promise<number> {
  const groupId = await ground.groupAtEnd();
  await ground.publish(events);
  const consumer = ground.kafka.consumer({ groupId, maxWaitTimeInMs: 250, allowAutoTopicCreation: false });
  let newest = { read: 0, at: 0 };
  let warm = newest;
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
    await consumer.run({
      partitionsConsumedConcurrently: CONCURRENCY,
      eachBatch: async ({ batch }) => {
        newest = { read: newest.read + batch.messages.length, at: performance.now() };
        if (warm.read === 0 && newest.read >= events / 5) warm = newest;
      },
    });
    await until(`${events} events read`, async () => newest.read >= events);
    return ((newest.read - warm.read) / (newest.at - warm.at)) * 1000;
  } finally {
    await consumer.disconnect();
  }
}

/**
 * Events per second of a fresh consumer process that has a backlog before it.
 * @param backlog.publish puts events `0 … events - 1` on the topic; the ground's own way when left out
 * @param backlog.build folder of the built checkout whose consumer it is; this one when left out
 */
export async function consumeBacklog(
  ground: Ground,
  backlog: { reaction: 'single' | 'batch'; events: number; publish?: () => Promise<void>; build?: string },
): Promise<number> {
  const { reaction, events, publish = () => ground.publish(events), build } = backlog;
  const groupId = await ground.groupAtEnd();
  await publish();
  const { databaseUrl, kafkaBrokers } = ground;
  const settings = { databaseUrl, kafkaBrokers: kafkaBrokers.join(','), groupId, reaction };
  const program = await Program.start('own-consumer', settings, build);
  try {
    return await perSecondFromBacklog(ground, program, events);
  } finally {
    await program.stop();
  }
}

function rowsFor(count: number): Rows[] {
  return batches(count).map((numbers) => ({
    ids: numbers.map(() => uuidV7()),
    keys: numbers.map(keyOf),
    values: numbers,
  }));
}

/** Inserts the rows on several connections, `size` of them in one transaction: all of a portion, or a single one. */
async function insertSeconds({ databaseUrl }: Ground, portions: readonly Rows[], size: 1 | typeof BATCH) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONCURRENCY });
  const insert = size === 1 ? insertOne : insertBatch;
  const jobs = size === 1 ? portions.flatMap(singly) : portions;
  let next = 0;
  const worker = async () => {
    for (let job = jobs[next++]; job; job = jobs[next++]) {
      const client = await pool.connect();
      await client.query('BEGIN');
      await insert(client, job);
      await client.query('COMMIT');
      client.release();
    }
  };
  const seconds = await timed(() => Promise.all(Array.from({ length: CONCURRENCY }, worker)));
  await pool.end();
  return seconds;
}

function singly({ ids, keys, values }: Rows): Rows[] {
  return ids.map((id, i) => ({ ids: [id], keys: keys.slice(i, i + 1), values: values.slice(i, i + 1) }));
}

async function insertBatch(client: pg.PoolClient, { ids, keys, values }: Rows): Promise<void> {
  await client.query(
    'INSERT INTO inbox (consumer, message_id, institution_oid) SELECT $1, unnest($2::text[]), $3 ON CONFLICT DO NOTHING',
    [CONSUMER, ids, INSTITUTION],
  );
  await client.query(INSERT_EFFECTS, [keys, values]);
}

async function insertOne(client: pg.PoolClient, { ids, keys, values }: Rows): Promise<void> {
  await client.query(
    'INSERT INTO inbox (consumer, message_id, institution_oid) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [CONSUMER, ids[0], INSTITUTION],
  );
  await client.query(INSERT_EFFECT, [keys[0], values[0]]);
}
