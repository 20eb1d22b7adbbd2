import { createRequire } from 'node:module';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { Stretch, StuckPartitions } from '../stuck-partitions/stretch.js';
import { registerCodecs } from './codecs/register-codecs.js';
import { CrashCount } from './crash-count.js';
import { KafkaConsumer } from './kafka-consumer.js';

// The decoder that kafkajs reads the broker's answers with: the codecs must fit it, not a description of it.
const require = createRequire(import.meta.url);
const Decoder = require('kafkajs/src/protocol/decoder') as new (bytes: Buffer) => unknown;
const decodeMessages = require('kafkajs/src/protocol/requests/fetch/v4/decodeMessages') as (
  decoder: unknown,
) => Promise<KafkaMessage[]>;

registerCodecs();
const log = { info: () => undefined, warn: () => undefined };

/** One batch as the broker stores it: magic 2, no checksum, which kafkajs does not look at. */
function batchOf(from: number, count: number, attributes: number, records: Buffer): Buffer {
  const header = Buffer.alloc(61);
  header.writeBigInt64BE(BigInt(from), 0);
  header.writeInt32BE(49 + records.length, 8);
  header.writeInt8(2, 16);
  header.writeInt16BE(attributes, 21);
  header.writeInt32BE(count - 1, 23);
  header.writeBigInt64BE(1_700_000_000_000n, 27);
  header.writeBigInt64BE(1_700_000_000_000n, 35);
  header.writeInt32BE(count, 57);
  return Buffer.concat([header, records]);
}

/** Records with the key "k" and one byte of value. */
const readable = (count: number) =>
  Buffer.concat(Array.from({ length: count }, (_, i) => Buffer.from([16, 0, 0, 2 * i, 2, 107, 2, 65 + i, 0])));

/** Records 0 and 1, a batch of 2 to 4 in zstd that is none, and records 5 and 6: what kafkajs makes of that. */
async function answer(): Promise<KafkaMessage[]> {
  const batches = [
    batchOf(0, 2, 0, readable(2)),
    batchOf(2, 3, 4, Buffer.from('no zstd at all')),
    batchOf(5, 2, 0, readable(2)),
  ];
  const bytes = Buffer.concat(batches);
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length);
  return decodeMessages(new Decoder(Buffer.concat([length, bytes])));
}

/** A consumer of kafkajs that delivers what a test gives it, from the first offset that was not resolved. */
function scripted(stuckPartitions?: StuckPartitions) {
  let eachBatch: ((payload: EachBatchPayload) => Promise<void>) | undefined;
  const listeners = new Map<string, (event: { payload: unknown }) => void>();
  let next = 0;
  let paused = false;
  const consumer = {
    connect: async () => undefined,
    subscribe: async () => undefined,
    run: async (config: { eachBatch: typeof eachBatch }) => {
      eachBatch = config.eachBatch;
      listeners.get('consumer.group_join')?.({ payload: { memberAssignment: { t: [0] } } });
    },
    on: (name: string, listener: (event: { payload: unknown }) => void) => void listeners.set(name, listener),
    stop: async () => undefined,
    disconnect: async () => undefined,
  };
  const kafka = { consumer: () => consumer as unknown as Consumer } as unknown as Kafka;
  const held: (readonly Stretch[])[] = [];
  const observer = { held: (stretches: readonly Stretch[]) => void held.push(stretches), crashes: () => undefined };
  const options = { groupId: 'g', log, concurrency: 1, observer, ...(stuckPartitions && { stuckPartitions }) };
  const reader = new KafkaConsumer(kafka, options);
  const deliver = async () => {
    const messages = (await answer()).filter(({ offset }) => Number(offset) >= next);
    await eachBatch?.({
      batch: { topic: 't', partition: 0, messages },
      resolveOffset: (offset: string) => void (next = Number(offset) + 1),
      heartbeat: async () => undefined,
      commitOffsetsIfNecessary: async () => undefined,
      isRunning: () => true,
      isStale: () => false,
      pause: () => {
        paused = true;
        return () => void (paused = false);
      },
    } as unknown as EachBatchPayload);
  };
  return { reader, deliver, held, place: () => ({ next, paused }) };
}

describe('a consumer that meets a batch which cannot be read', () => {
  let reader: KafkaConsumer | undefined;
  afterEach(() => reader?.stop());

  it('handles what comes before it, holds its partition up, and reports place and cause', async () => {
    const met: Stretch[] = [];
    const { deliver, held, place, ...parts } = scripted({
      meet: async (stretch) => (met.push(stretch), 'hold'),
      isDecided: async () => false,
      read: async () => undefined,
    });
    reader = parts.reader;
    const got: string[] = [];
    await reader.run(['t'], async ({ offset }) => void got.push(offset));
    await deliver();
    expect([got, place()]).toEqual([['0', '1'], { next: 2, paused: true }]);
    expect(met).toMatchObject([{ topic: 't', partition: 0, from: '2', to: '4', batchTime: '1700000000000' }]);
    expect(held.at(-1)).toEqual(met);
    expect(reader.troubles).toEqual([expect.stringMatching(/^t\/0 is held up at offset 2 to 4: zstd: /)]);
    await deliver();
    expect([got, place().next, met.length]).toEqual([['0', '1'], 2, 2]);
  });

  it('goes on behind it when that was decided, and is well again', async () => {
    let decision: 'hold' | 'step-over' = 'hold';
    const { deliver, place, held, ...parts } = scripted({
      meet: async () => decision,
      isDecided: async () => decision === 'step-over',
      read: async () => undefined,
    });
    reader = parts.reader;
    const got: string[] = [];
    await reader.run(['t'], async ({ offset }) => void got.push(offset));
    await deliver();
    decision = 'step-over';
    const deadline = performance.now() + 10_000;
    while (place().paused && performance.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    expect(place()).toEqual({ next: 2, paused: false });
    await deliver();
    expect([got, place().next]).toEqual([['0', '1', '5', '6'], 7]);
    expect([reader.troubles, held.at(-1)]).toEqual([[], []]);
  }, 30_000);

  it('holds it also while nobody can be asked', async () => {
    const { deliver, place, ...parts } = scripted({
      meet: () => Promise.reject(new Error('database away')),
      isDecided: () => Promise.reject(new Error('database away')),
      read: async () => undefined,
    });
    reader = parts.reader;
    await reader.run(['t'], async () => undefined);
    await deliver();
    expect([place(), reader.troubles.length]).toEqual([{ next: 2, paused: true }, 1]);
  });
});

describe('crashes in a row', () => {
  const denied = Object.assign(new Error('Not authorized'), { type: 'TOPIC_AUTHORIZATION_FAILED' });
  const away = Object.assign(new Error('closed'), { name: 'KafkaJSConnectionClosedError' });

  it('wait longer each time, at most a minute', () => {
    const count = new CrashCount();
    expect(Array.from({ length: 8 }, () => count.crashed(denied, 0) / 1000)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect([count.inARow, count.last]).toEqual([8, 'Not authorized']);
  });

  it('are over with a record that was handed over, or a minute of answered fetches', () => {
    const count = new CrashCount();
    count.crashed(denied, 0);
    count.fetched(59_000);
    expect(count.inARow).toBe(1);
    count.fetched(61_000);
    expect(count.inARow).toBe(0);
    count.crashed(denied, 0);
    count.delivered();
    expect(count.inARow).toBe(0);
  });

  it('do not count while the broker is away, and it is tried again soon', () => {
    const count = new CrashCount();
    const retries = Object.assign(new Error('retries'), { name: 'KafkaJSNumberOfRetriesExceeded', cause: away });
    expect(Array.from({ length: 20 }, () => count.crashed(retries, 0)).every((pause) => pause <= 2000)).toBe(true);
    expect(count.inARow).toBe(0);
  });
});
