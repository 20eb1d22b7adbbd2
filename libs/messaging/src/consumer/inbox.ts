import type { EntityManager } from 'typeorm';
import type { ServiceName } from '#contracts';
import type { ReceivedEvent } from '../events.js';

export type Receipt = 'new' | 'seen' | 'parked';

/** Parked or seen or new, in one round trip, in the transaction of the effect. */
const RECEIVE = `
  WITH parked AS (SELECT 1 FROM parked_key WHERE consumer = $1 AND topic = $2 AND key = $3),
       fresh AS (INSERT INTO inbox (consumer, message_id, institution_oid)
                 SELECT $1, $4, $5 WHERE NOT EXISTS (SELECT FROM parked)
                 ON CONFLICT DO NOTHING RETURNING 1)
  SELECT CASE WHEN EXISTS (SELECT FROM parked) THEN 'parked'
              WHEN EXISTS (SELECT FROM fresh) THEN 'new' ELSE 'seen' END AS receipt`;

/** Books a message in; the effect follows in the same transaction, so both stand or neither does. */
export async function receive(
  sql: EntityManager,
  consumer: ServiceName,
  topic: string,
  event: ReceivedEvent,
): Promise<Receipt> {
  const rows = await sql.query<{ receipt: Receipt }[]>(RECEIVE, [
    consumer,
    topic,
    event.key,
    event.id,
    event.institutionOid,
  ]);
  return rows[0]?.receipt ?? 'seen';
}

/** Books in a message that is handled once more after its dead letter; that its key is parked is no obstacle. */
export async function receiveReplayed(
  sql: EntityManager,
  consumer: ServiceName,
  event: ReceivedEvent,
): Promise<'new' | 'seen'> {
  const rows = await sql.query<object[]>(
    `INSERT INTO inbox (consumer, message_id, institution_oid) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1`,
    [consumer, event.id, event.institutionOid],
  );
  return rows.length === 1 ? 'new' : 'seen';
}

/** From now on events of this key go to the dead-letter topic, in order. */
export async function parkKey(
  sql: EntityManager,
  consumer: ServiceName,
  topic: string,
  key: string,
  reason: string,
): Promise<void> {
  await sql.query(
    `INSERT INTO parked_key (consumer, topic, key, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [consumer, topic, key, reason.slice(0, 200)],
  );
}
