import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import kafkajs, { type KafkaMessage } from 'kafkajs';
import snappyLibrary from 'snappy';
import * as zlib from 'node:zlib';
import { MOST_OF_A_BATCH } from './limits.js';
import { lz4, mostOf } from './lz4.js';
import { requireRecords, undecodableAt } from './record-batch.js';
import { registerCodecs } from './register-codecs.js';
import { snappy } from './snappy.js';
import { gzip, zstd } from './zlib.js';

const { CompressionCodecs, CompressionTypes } = kafkajs;
const CODECS = { gzip, snappy, lz4, zstd };
const names = Object.keys(CODECS) as (keyof typeof CODECS)[];
const TYPES = { gzip: 1, snappy: 2, lz4: 3, zstd: 4 };

registerCodecs();

/** A batch as it lies in the broker's answer: 61 bytes of header, then its records as they were compressed. */
function batchOf(compressed: Buffer, { from = 100n, delta = 2, count = 3 } = {}): Buffer {
  const batch = Buffer.alloc(61);
  batch.writeBigInt64BE(from, 0);
  batch.writeInt32BE(49 + compressed.length, 8);
  batch.writeInt8(2, 16);
  batch.writeInt32BE(delta, 23);
  batch.writeInt32BE(count, 57);
  return Buffer.concat([batch, compressed]);
}

/** Three records without key, one byte of value and no header. */
const THREE = Buffer.concat([0, 1, 2].map((i) => Buffer.from([14, 0, 0, 2 * i, 1, 2, 65 + i, 0])));

const decompress = (type: number, batch: Buffer): Promise<Buffer> =>
  CompressionCodecs[type as 1]().decompress(batch.subarray(61)) as Promise<Buffer>;

function messages(records: Buffer): KafkaMessage[] {
  const found: KafkaMessage[] = [];
  for (let at = 0; at < records.length;) {
    const read = () => {
      let [value, shift] = [0, 0];
      for (;;) {
        const byte = records[at++] as number;
        value |= (byte & 127) << shift;
        shift += 7;
        if (byte < 128) return (value >>> 1) ^ -(value & 1);
      }
    };
    const end = read() + at;
    at += 2;
    const offset = String(100 + read());
    read();
    const length = read();
    found.push({ key: null, value: records.subarray(at, at + length), offset } as KafkaMessage);
    at = end;
  }
  return found;
}

describe('codecs of Kafka', () => {
  it.each(names)('%s gives back what was compressed, small and large', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 1, max: 200 }), async (bytes, times) => {
        const records = Buffer.concat(Array<Uint8Array>(times).fill(bytes));
        const compressed = await CODECS[name].compress(records);
        expect((await CODECS[name].decompress(compressed)).equals(records)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('snappy is read as Java frames it, also with a second header, and raw as librdkafka writes it', async () => {
    const raw = snappyLibrary.compressSync('abc');
    const framed = await snappy.compress(Buffer.from('abc'));
    expect(String(await snappy.decompress(raw))).toBe('abc');
    expect(String(await snappy.decompress(Buffer.concat([framed, framed])))).toBe('abcabc');
  });

  it.each(names)('%s stops before a small record has become larger than the limit', async (name) => {
    const zeros = Buffer.alloc(MOST_OF_A_BATCH + 1);
    const bomb = await CODECS[name].compress(zeros);
    await expect((async () => CODECS[name].decompress(bomb))()).rejects.toThrow('would become more than 32 MiB');
    const largest = await CODECS[name].compress(zeros.subarray(1));
    expect((await CODECS[name].decompress(largest)).length).toBe(MOST_OF_A_BATCH);
  });

  it.each(names)('%s refuses every damaged or shortened input with an error, never with a hang', async (name) => {
    const whole = await CODECS[name].compress(Buffer.from('some records '.repeat(100)));
    for (let length = 0; length < whole.length; length++) {
      // Snappy's frame may end behind each block; that a batch is whole is seen by its records.
      if (name === 'snappy' && length === 16) continue;
      await expect((async () => CODECS[name].decompress(whole.subarray(0, length)))()).rejects.toThrow();
    }
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        await Promise.resolve()
          .then(() => CODECS[name].decompress(Buffer.from(bytes)))
          .catch((error: unknown) => expect(error).toHaveProperty('message'));
      }),
    );
  });

  it('the size of an lz4 frame is bounded by its blocks', async () => {
    const records = Buffer.from('x'.repeat(10_000));
    expect(mostOf(await lz4.compress(records))).toBeGreaterThanOrEqual(records.length);
  });
});

describe('a batch of records', () => {
  it.each(names)('compressed with %s, is handed over as it is', async (name) => {
    const records = await decompress(TYPES[name], batchOf(await CODECS[name].compress(THREE)));
    expect(records.equals(THREE)).toBe(true);
    expect(undecodableAt(messages(records), 0)).toBeUndefined();
  });

  it.each([1, 2, 3, 4, 5, 6, 7])(
    'that cannot be read (type %i) becomes as many stand-ins, which say why',
    async (type) => {
      const found = messages(await decompress(type, batchOf(Buffer.from('rubbish'), { delta: 9, count: 4 })));
      expect(found.map(({ offset }) => offset)).toEqual(['100', '101', '102', '109']);
      for (const index of found.keys()) {
        expect(undecodableAt(found, index)).toMatchObject({ from: '100', to: '109', reason: expect.any(String) });
      }
    },
  );

  it.each([
    ['fewer records than it says', THREE.subarray(0, 16)],
    ['a record longer than the batch', Buffer.concat([THREE.subarray(0, 16), Buffer.from([100, 0])])],
    ['a value longer than its record', Buffer.from(THREE).fill(20, 13, 14)],
    ['a negative length', Buffer.from(THREE).fill(3, 0, 1)],
  ])('with %s is reported as such, compressed or not', async (_, damaged) => {
    expect(() => requireRecords(damaged, 3)).toThrow();
    for (const [type, bytes] of [
      [CompressionTypes.None, damaged],
      [4, await zstd.compress(damaged)],
    ] as const) {
      const found = messages(await decompress(type, batchOf(Buffer.from(bytes))));
      expect(undecodableAt(found, 0)).toMatchObject({ from: '100', to: '102' });
    }
  });

  it('what is more than fits into memory of one answer is asked for again', async () => {
    const bomb = batchOf(zlib.zstdCompressSync(Buffer.alloc(MOST_OF_A_BATCH)));
    const answer = Buffer.concat([bomb, bomb, bomb]);
    const reasons = [];
    for (let i = 0; i < 3; i++) {
      const one = answer.subarray(i * bomb.length, (i + 1) * bomb.length);
      reasons.push(undecodableAt(messages(await decompress(4, one)), 0)?.later);
    }
    expect(reasons).toEqual([undefined, undefined, true]);
  });

  it('with more records than kafkajs can take ends the answer of its partition only', async () => {
    const batch = batchOf(await zstd.compress(THREE), { count: 200_000 });
    await expect(decompress(4, batch)).rejects.toMatchObject({ name: 'KafkaJSPartialMessageError' });
  });

  it('a record of a sender is never taken for a stand-in', () => {
    const record = { key: null, value: Buffer.alloc(200, 7), offset: '1' } as KafkaMessage;
    expect(undecodableAt([record], 0)).toBeUndefined();
  });
});
