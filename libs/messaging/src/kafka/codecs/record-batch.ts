import { randomBytes } from 'node:crypto';
import type { KafkaMessage } from 'kafkajs';
import { CannotDecompress, MOST_OF_AN_ANSWER } from './limits.js';

/** A batch of records that cannot be read, as its consumer gets to know of it. */
export interface UndecodableBatch {
  /** First and last offset of the batch. */
  readonly from: string;
  readonly to: string;
  /** Newest record time in it, ms since the epoch, as its header says. */
  readonly batchTime: string;
  /** What is wrong with it: never a word of its content. */
  readonly reason: string;
  /** Nothing is wrong with it; the answer it came in had become too large already. It is to be asked for again. */
  readonly later?: true;
}

/** Bytes of a batch's header, the number of its records included (magic 2, KIP-98). */
const HEADER = 61;
const MAGIC_AT = 16;

/** What stands in for a record begins with this; random, so that no sender can write it. */
const MARK = randomBytes(16);

/** kafkajs puts the records of a batch on the stack, where about 120 000 find room. */
export const MOST_RECORDS = 50_000;

interface BatchHeader {
  readonly from: bigint;
  readonly to: bigint;
  readonly time: bigint;
  readonly count: number;
}

/**
 * The header of a batch whose records kafkajs hands to a codec: it stands in front of them in the broker's answer, of
 * which both are slices.
 * @returns undefined when there is no header of a batch: the records are not from there
 */
export function headerBefore(records: Buffer): BatchHeader | undefined {
  const start = records.byteOffset - HEADER;
  if (start < 0) return undefined;
  const header = Buffer.from(records.buffer, start, HEADER);
  if (header.readInt8(MAGIC_AT) !== 2 || header.readInt32BE(8) !== HEADER - 12 + records.length) return undefined;
  const from = header.readBigInt64BE(0);
  const to = from + BigInt(header.readInt32BE(23));
  return { from, to, time: header.readBigInt64BE(35), count: header.readInt32BE(57) };
}

/** How much has been made of each of the broker's answers, by the memory they lie in. */
const spent = new WeakMap<ArrayBufferLike, number>();

/** @returns true when nothing more may be made of the answer in which these bytes came; its first batch always may */
export function isSpent(bytes: Buffer): boolean {
  return (spent.get(bytes.buffer) ?? 0) >= MOST_OF_AN_ANSWER;
}

export function spend(bytes: Buffer, made: number): void {
  spent.set(bytes.buffer, (spent.get(bytes.buffer) ?? 0) + made);
}

/**
 * Records that stand in for a batch that cannot be read. If its codec threw, kafkajs would drop everything that came in
 * the same answer and ask for it again for ever; and nothing in the error would say from which partition it came.
 */
export function standIns({ from, to, time, count }: BatchHeader, reason: string, later?: true): Buffer {
  const batch: UndecodableBatch = {
    from: String(from),
    to: String(to),
    batchTime: String(time),
    reason,
    ...(later && { later }),
  };
  const value = Buffer.concat([MARK, Buffer.from(JSON.stringify(batch))]);
  const parts: Buffer[] = [];
  for (let i = 0; i < count; i++) {
    // Compaction leaves gaps: only the last offset of a batch is known for certain.
    const delta = i === count - 1 ? Number(to - from) : i;
    // A consumer may begin in the middle of the batch, so the last one says it as well.
    const text = i === 0 || i === count - 1 ? value : MARK;
    const body = Buffer.concat([Buffer.from([0, 0]), varint(delta), varint(-1), varint(text.length), text, varint(0)]);
    parts.push(varint(body.length), body);
  }
  return Buffer.concat(parts);
}

/** The batch for which the record at this place stands in, if it does. */
export function undecodableAt(messages: readonly KafkaMessage[], index: number): UndecodableBatch | undefined {
  for (let at = index; at < messages.length; at++) {
    const value = markedValue(messages[at]);
    if (!value) return undefined;
    if (value.length > MARK.length) return JSON.parse(value.toString('utf8', MARK.length)) as UndecodableBatch;
  }
  return undefined;
}

function markedValue(message: KafkaMessage | undefined): Buffer | undefined {
  if (message?.key !== null || message.value === null || message.value.length < MARK.length) return undefined;
  return message.value.subarray(0, MARK.length).equals(MARK) ? message.value : undefined;
}

/**
 * Sees to it that there are as many records as the header says and that each is whole, since kafkajs would read past
 * the end of one, or stop in the middle of an answer.
 * @throws CannotDecompress
 */
export function requireRecords(bytes: Buffer, count: number): void {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      // More than 32 bits are timestamps only, whose value does not matter here.
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return (value >>> 1) ^ -(value & 1);
    }
    throw new CannotDecompress('ends in the middle of a record');
  };
  const skip = (least: number) => {
    const length = number();
    if (length < least) throw new CannotDecompress('has a record with a negative length');
    at += Math.max(0, length);
  };
  for (let i = 0; i < count; i++) {
    const length = number();
    const end = at + length;
    if (length < 0 || end > bytes.length) throw new CannotDecompress('has a record that is longer than its batch');
    at += 1;
    number();
    number();
    skip(-1);
    skip(-1);
    const headers = number();
    if (headers < 0 || headers > length) throw new CannotDecompress('has a record with impossible headers');
    for (let header = 0; header < headers && at <= end; header++) {
      skip(0);
      skip(-1);
    }
    if (at !== end) throw new CannotDecompress('has a record whose parts are not as long as they say');
  }
}

/** Zigzag varint, as records have it. */
function varint(value: number): Buffer {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  const bytes: number[] = [];
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return Buffer.from(bytes);
}
