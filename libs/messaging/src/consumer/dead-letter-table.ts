import { createHash } from 'node:crypto';
import type { ServiceName } from '#contracts';
import { decode, eventNameIn } from '../cloud-events.js';
import type { DeliveredMessage } from '../ports.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { type DeadLetterReason, stackHash } from './dead-letter.js';
import { parkKey } from './inbox.js';

const INSERT = `
  INSERT INTO dead_letter (consumer, topic, topic_partition, topic_offset, key, message_id, event_name, institution_oid,
                           failure, waits_in_order, code, detail, attempts, first_failure_at, last_failure_at, stack_hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
  ON CONFLICT (consumer, topic, topic_partition, topic_offset) DO NOTHING
  RETURNING id`;

/** Places and ids of the formats this system gives; whatever else stands in a key might be somebody's data. */
const OPAQUE = /^[A-Za-z0-9._:|/-]{1,200}$/;
const PERSONAL_IDENTITY_CODE = /\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]/i;

/**
 * Writes into the index of dead letters that a message was given up, once per place on its topic. A letter behind which
 * later events of its key must wait leaves the key parked, in the same transaction: had somebody settled the key's last
 * open letter while this message was on its way to the dead letters, the next event would overtake it.
 */
export async function recordDeadLetter(
  unitOfWork: UnitOfWork,
  consumer: ServiceName,
  message: DeliveredMessage,
  reason: DeadLetterReason,
): Promise<void> {
  const decoded = decode(message);
  const event = 'event' in decoded ? decoded.event : undefined;
  const waitsInOrder = reason.failure !== 'unreadable';
  await unitOfWork.run(async ({ sql }) => {
    const rows = await sql.query<{ id: string }[]>(INSERT, [
      consumer,
      message.topic,
      message.partition,
      message.offset,
      waitsInOrder ? (message.key ?? '') : opaqueKey(message.key),
      event?.id ?? null,
      eventNameIn(message.headers) ?? null,
      event?.institutionOid ?? null,
      reason.failure,
      waitsInOrder,
      printable(reason.code, 100),
      printable(reason.detail, 500),
      reason.attempts,
      reason.firstFailureAt,
      reason.lastFailureAt,
      reason.stack === undefined ? null : stackHash(reason.stack),
    ]);
    // A row that was there already may have been settled: a message read again must not park its key anew.
    if (waitsInOrder && rows.length > 0) await parkKey(sql, consumer, message.topic, message.key ?? '', reason.failure);
  });
}

/** The key of a message that nobody could read, or its hash when it does not look like an id of this system. */
export function opaqueKey(key: string | undefined): string {
  if (key === undefined || key === '') return '';
  if (OPAQUE.test(key) && !PERSONAL_IDENTITY_CODE.test(key)) return key;
  return `sha256:${createHash('sha256').update(key).digest('hex').slice(0, 32)}`;
}

function printable(text: string, length: number): string {
  return text.replaceAll('\u0000', '').slice(0, length);
}
