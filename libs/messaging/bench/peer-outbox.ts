import { setTimeout as delay } from 'node:timers/promises';
import { Partitioners } from 'kafkajs';
import pg from 'pg';
import { DatabaseSetup, getDisabledLogger, initializePollingMessageListener } from 'pg-transactional-outbox';
import { type Ground, TOPIC } from './ground.js';
import { within } from './measuring.js';

const TABLE = 'peer_outbox';
const FUNCTION = 'next_peer_messages';

/** Messages in hand at the same time, a connection for each; more of them made it slower here. */
const IN_HAND = 50;
const CONNECTIONS = IN_HAND + 2;

/**
 * pg-transactional-outbox 0.5 on the rows that lie in our outbox. In its favour: the key is the segment, so that it keeps
 * the order we keep and works on as many keys side by side as it likes; a large batch, asked for again only when it is done,
 * since each asking sorts the whole backlog, and those that came in between locked rows away from their handlers, which
 * then waited for seconds; protection against poison and attempts off; no log.
 * @returns messages sent and marked per second, over at most `seconds`
 */
export async function peerPerSecond(ground: Ground, events: number, seconds: number): Promise<number> {
  const { dataSource, schema } = ground;
  await fill(ground);
  const producer = ground.kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
  });
  await producer.connect();
  const dbListenerConfig: pg.PoolConfig = { connectionString: ground.databaseUrl, max: CONNECTIONS };
  let sent = 0;
  const started = performance.now();
  const [stop] = initializePollingMessageListener(
    {
      outboxOrInbox: 'outbox',
      dbListenerConfig,
      dbHandlerConfig: dbListenerConfig,
      settings: {
        dbSchema: schema,
        dbTable: TABLE,
        nextMessagesFunctionSchema: schema,
        nextMessagesFunctionName: FUNCTION,
        nextMessagesBatchSize: IN_HAND,
        nextMessagesPollingIntervalInMs: 10,
        enableMaxAttemptsProtection: false,
        enablePoisonousMessageProtection: false,
      },
    },
    {
      handle: async ({ aggregateId, payload, metadata }) => {
        const headers = metadata as { [name: string]: string };
        await producer.send({
          topic: TOPIC,
          acks: -1,
          messages: [{ key: aggregateId, value: JSON.stringify(payload), headers }],
        });
        sent++;
      },
    },
    getDisabledLogger(),
    { batchSizeStrategy: batchAfterBatch },
  );
  await within(seconds * 1000, async () => sent >= events);
  const rows = await dataSource.query<{ n: string }[]>(
    `SELECT count(*) AS n FROM ${TABLE} WHERE processed_at IS NOT NULL`,
  );
  const perSecond = Number(rows[0]?.n) / ((performance.now() - started) / 1000);
  await stop();
  // Waits for what it still has in hand.
  await dataSource.query(`DROP TABLE ${TABLE} CASCADE`);
  await producer.disconnect();
  return perSecond;
}

/** Its listener asks in a tight loop while it has enough in hand: the pause lets the others work. */
async function batchAfterBatch(inHand: number): Promise<number> {
  if (inHand === 0) return IN_HAND;
  await delay(1);
  return 0;
}

async function fill({ dataSource, schema }: Ground): Promise<void> {
  const rows = await dataSource.query<{ user: string; database: string }[]>(
    'SELECT current_user AS "user", current_database() AS "database"',
  );
  const { user = '', database = '' } = rows[0] ?? {};
  const setup = {
    outboxOrInbox: 'outbox' as const,
    database,
    schema,
    table: TABLE,
    listenerRole: user,
    nextMessagesSchema: schema,
    nextMessagesName: FUNCTION,
  };
  // Its script creates the schema if need be, which takes a right that a service's role does not have.
  await dataSource.query(DatabaseSetup.dropAndCreateTable(setup).replace(/CREATE SCHEMA[^;]*;/, ''));
  await dataSource.query(DatabaseSetup.createPollingFunction(setup));
  await dataSource.query(DatabaseSetup.setupPollingIndexes(setup));
  await dataSource.query(
    `INSERT INTO ${TABLE} (id, aggregate_type, aggregate_id, message_type, segment, payload, metadata, created_at)
     SELECT id, aggregatetype, aggregateid, type, aggregateid, payload, headers, clock_timestamp() FROM outbox ORDER BY seq`,
  );
  await dataSource.query(`ANALYZE ${TABLE}`);
}
