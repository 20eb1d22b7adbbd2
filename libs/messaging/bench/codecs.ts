import kafkajs from 'kafkajs';
import { batches, type Ground, message, TOPIC } from './ground.js';
import { consumeBacklog } from './inbox.js';
import { type Rate, RATE_COLUMNS, rateRow, ratio, type Section } from './measuring.js';

// kafkajs is CommonJS: its enumerations come by the default import only.
const { CompressionTypes } = kafkajs;

export interface CodecsSize {
  readonly events: number;
  readonly rounds: number;
}

const CODECS = [
  ['none', CompressionTypes.None],
  ['gzip', CompressionTypes.GZIP],
  ['snappy', CompressionTypes.Snappy],
  ['lz4', CompressionTypes.LZ4],
  ['zstd', CompressionTypes.ZSTD],
] as const;
type Codec = (typeof CODECS)[number][0];

/** The consumer on input that other producers have compressed, against the same input as it is. */
export async function measureCodecs(ground: Ground, { events, rounds }: CodecsSize): Promise<Section> {
  const perSecond: Record<Codec, number[]> = { none: [], gzip: [], snappy: [], lz4: [], zstd: [] };
  const checked = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    for (const [codec, compression] of CODECS) {
      await ground.emptyTables();
      const publish = () => publishCompressed(ground, events, compression);
      perSecond[codec].push(await consumeBacklog(ground, { reaction: 'batch', events, publish }));
      checked.add(await ground.requireEffectsOnceInOrder('Consumer of compressed input', events));
    }
  }
  const rate = (codec: Codec): Rate => ({
    what: codec === 'none' ? 'uncompressed' : codec,
    count: events,
    perSecond: perSecond[codec],
  });
  const goal = (codec: Codec) => ({
    what: `consumer, ${codec} input / uncompressed input`,
    value: ratio(rate(codec), rate('none')),
    unit: '×',
    atLeast: 0.8,
  });
  return {
    title: 'Compressed input',
    how:
      'The inbox consumer with @BatchReaction, as above, on a topic that holds the same events in record batches of ' +
      'each codec, one after the other in every round.',
    columns: RATE_COLUMNS,
    rows: CODECS.map(([codec]) => rateRow(rate(codec))),
    goals: [goal('zstd'), goal('lz4'), goal('snappy')],
    checked: [...checked],
  };
}

async function publishCompressed(ground: Ground, count: number, compression: number): Promise<void> {
  const producer = ground.kafka.producer({ allowAutoTopicCreation: false, maxInFlightRequests: 1 });
  await producer.connect();
  try {
    for (const numbers of batches(count)) {
      const messages = numbers.map((n) => {
        const { key, headers, body } = message(n);
        return { key, headers: { ...headers }, value: body };
      });
      await producer.send({ topic: TOPIC, acks: -1, compression, messages });
    }
  } finally {
    await producer.disconnect();
  }
}
