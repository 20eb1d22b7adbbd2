import { describe, expect, it } from '@jest/globals';
import { Parser } from '@asyncapi/parser';
import { TOPICS } from '#contracts';
import { generateAsyncApi } from './asyncapi.js';

describe('the AsyncAPI document', () => {
  it('is valid and has every topic, event and consumer group', async () => {
    const [text = ''] = Object.values(generateAsyncApi());
    const { document, diagnostics } = await new Parser().parse(text);
    expect(diagnostics.filter((diagnostic) => diagnostic.severity === 0)).toEqual([]);
    for (const channel of document?.channels() ?? []) {
      const {
        'x-partitioner': partitioner,
        'x-compression': codecs,
        ...rest
      } = channel.json() as Record<string, unknown>;
      expect([partitioner, codecs]).toEqual([
        expect.stringContaining('murmur2'),
        ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
      ]);
      expect(rest).toMatchObject({
        'x-key': expect.anything(),
        'x-max-body-bytes': 524_288,
        'x-max-batch-bytes': 1_048_576,
      });
    }
    expect(document?.channels().length).toBe(TOPICS.length);
    expect(document?.messages().length).toBe(TOPICS.flatMap((topic) => topic.events).length);
    expect(document?.operations().length).toBe(TOPICS.length + TOPICS.flatMap((topic) => topic.consumers).length);
  });
});
