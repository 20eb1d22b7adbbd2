import type { EntityManager } from 'typeorm';
import type { ServiceName } from '#contracts';
import { redact } from '#platform';
import { decode, eventNameOf } from '../cloud-events.js';
import type { DeliveredMessage } from '../ports.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { type DeadLetterReason, recordTimeOf, stackHash } from './dead-letter.js';
import { holdsUpItsKey } from './failure-policy.js';

const INSERT = `
  INSERT INTO dead_letter (consumer, topic, topic_partition, topic_offset, key, message_id, event_name, institution_oid,
                           failure, waits_in_order, code, detail, attempts, first_failure_at, last_failure_at, stack_hash, record_time, own_frame)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
  ON CONFLICT DO NOTHING
  RETURNING id`;

/** Ids of the formats this system gives; anything else in a key might be somebody's data. */
const OPAQUE = /^[A-Za-z0-9._:|/-]{1,200}$/;
const WITHHELD = '(withheld)';

/** Parks a key and locks its row: unparking it waits for this transaction, and the other way round. */
const PARK_AND_LOCK = `
  INSERT INTO parked_key AS p (consumer, topic, key, reason) VALUES ($1, $2, $3, $4)
  ON CONFLICT (consumer, topic, key) DO UPDATE SET reason = p.reason`;

/** Place of a key at one consumer. */
export interface ParkedPlace {
  readonly consumer: ServiceName;
  readonly topic: string;
  readonly key: string;
}

/**
 * Writes into the index of dead letters that a message was given up, once per record. A letter behind which
 * later events of its key must wait leaves the key parked, in the same transaction: had somebody settled the key's last
 * open letter while this message was on its way to the dead letters, the next event would overtake it.
 */
export async function recordDeadLetter(
  unitOfWork: UnitOfWork,
  consumer: ServiceName,
  message: DeliveredMessage,
  reason: DeadLetterReason,
): Promise<void> {
  const decoded = decode(message, { anyPartition: true });
  const event = 'event' in decoded ? decoded.event : undefined;
  const waitsInOrder = holdsUpItsKey(reason.failure);
  const key = reason.failure === 'unreadable' ? opaqueKey(message.key) : (message.key ?? '');
  const place = { consumer, topic: message.topic, key };
  await unitOfWork.run(async ({ sql }) => {
    if (waitsInOrder) await sql.query(PARK_AND_LOCK, [consumer, place.topic, place.key, reason.failure]);
    const rows = await sql.query<{ id: string }[]>(INSERT, [
      consumer,
      message.topic,
      message.partition,
      message.offset,
      place.key,
      event?.id ?? null,
      eventNameOf(message) ?? null,
      event?.institutionOid ?? null,
      reason.failure,
      waitsInOrder,
      printable(reason.code, 100),
      printable(reason.detail, 500),
      reason.attempts,
      reason.firstFailureAt,
      reason.lastFailureAt,
      reason.stack === undefined ? null : stackHash(reason.stack),
      recordTimeOf(message),
      reason.ownFrame ?? null,
    ]);
    // Recorded before, and perhaps settled since: a message that was read again must not leave its key parked for ever.
    if (waitsInOrder && rows.length === 0) await unparkWhenSettled(sql, place);
  });
}

/**
 * Ends the parking of a key that has no open letter behind which others wait. The caller holds the lock on the parked
 * row (`lockParkedKey`), so that a letter on its way into the index is either seen here or parks the key again.
 * @returns true when the key was parked until now
 */
export async function unparkWhenSettled(sql: EntityManager, { consumer, topic, key }: ParkedPlace): Promise<boolean> {
  const [, unparked] = await sql.query<[unknown[], number]>(
    `DELETE FROM parked_key WHERE consumer = $1 AND topic = $2 AND key = $3 AND NOT EXISTS
       (SELECT FROM dead_letter d
         WHERE d.consumer = $1 AND d.topic = $2 AND d.key = $3 AND d.state = 'open' AND d.waits_in_order)`,
    [consumer, topic, key],
  );
  return unparked === 1;
}

/** To be taken before any row of `dead_letter` in the same transaction: one order of locks, no deadlocks. */
export async function lockParkedKey(sql: EntityManager, { consumer, topic, key }: ParkedPlace): Promise<void> {
  await sql.query('SELECT FROM parked_key WHERE consumer = $1 AND topic = $2 AND key = $3 FOR UPDATE', [
    consumer,
    topic,
    key,
  ]);
}

/** The key of a message that nobody could read; no hash of it either, which could be undone for an identity code. */
function opaqueKey(key: string | undefined): string {
  if (key === undefined || key === '') return '';
  return OPAQUE.test(key) && redact(key) === key ? key : WITHHELD;
}

function printable(text: string, length: number): string {
  return text.replaceAll('\u0000', '').slice(0, length);
}
