import kafkajs from 'kafkajs';
import { lz4 } from './lz4.js';
import { headerBefore, isSpent, MOST_RECORDS, requireRecords, spend, standIns } from './record-batch.js';
import { snappy } from './snappy.js';
import { gzip, zstd } from './zlib.js';

// kafkajs is CommonJS: its registry comes by the default import only, and is one for the whole process.
const { CompressionCodecs, CompressionTypes } = kafkajs;

interface Codec {
  compress(records: Buffer): Promise<Buffer>;
  decompress(bytes: Buffer): Buffer | Promise<Buffer>;
}

/** Batches that are not compressed are checked too: their records may be damaged all the same. */
const none: Codec = { compress: async (records) => records, decompress: (bytes) => bytes };

const unknown = (type: number): Codec => {
  const refuse = async (): Promise<never> => {
    throw new Error(`compression type ${type} is unknown`);
  };
  return { compress: refuse, decompress: refuse };
};

const CODECS: readonly (readonly [type: number, name: string, codec: Codec])[] = [
  [CompressionTypes.None, 'uncompressed', none],
  [CompressionTypes.GZIP, 'gzip', gzip],
  [CompressionTypes.Snappy, 'snappy', snappy],
  [CompressionTypes.LZ4, 'lz4', lz4],
  [CompressionTypes.ZSTD, 'zstd', zstd],
  // kafkajs reads these as if they were not compressed.
  [5, 'type 5', unknown(5)],
  [6, 'type 6', unknown(6)],
  [7, 'type 7', unknown(7)],
];

/** Makes kafkajs read and write every codec of Kafka, within limits. A batch that cannot be read becomes stand-ins. */
export function registerCodecs(): void {
  for (const [type, name, codec] of CODECS) {
    const registered = {
      compress: ({ buffer }: { buffer: Buffer }) => codec.compress(buffer),
      decompress: (bytes: Buffer) => recordsIn(bytes, name, codec),
    };
    CompressionCodecs[type as keyof typeof CompressionCodecs] = () => registered;
  }
}

async function recordsIn(bytes: Buffer, name: string, codec: Codec): Promise<Buffer> {
  const header = headerBefore(bytes);
  if (!header) return codec.decompress(bytes);
  if (header.count > MOST_RECORDS) throw tooManyRecords(header.count);
  if (isSpent(bytes)) return standIns(header, 'came in an answer that had become too large', true);
  try {
    const records = await codec.decompress(bytes);
    if (codec !== none) spend(bytes, records.length);
    requireRecords(records, header.count);
    return records;
  } catch (error) {
    return standIns(header, `${name}: ${error instanceof Error ? error.message : String(error)}`.slice(0, 200));
  }
}

/**
 * The one thing for which nothing can stand in, since kafkajs wants as many records as the header says. By this name it
 * takes the rest of the partition's answer for cut off: the partition stands still, which the topic watch reports, and
 * the others go on.
 */
function tooManyRecords(count: number): Error {
  const error = new Error(`A batch of ${count} records cannot be read; the most is ${MOST_RECORDS}`);
  return Object.assign(error, { name: 'KafkaJSPartialMessageError' });
}
