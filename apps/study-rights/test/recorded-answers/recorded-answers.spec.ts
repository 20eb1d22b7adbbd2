import { describe, expect, it } from '@jest/globals';
import { asDescribed } from '#testing';
import { readRecording } from './recording.js';

const RECORDINGS = ['koski-doors', 'koski-transfers', 'koski-refusals', 'ehoks-doors', 'hokses', 'hoks-rules'];

/** A value in the place of each name that a recording has for what differs from run to run. */
const VALUES: Readonly<Record<string, string>> = {
  learner: '1.2.246.562.24.12345678901',
  'study-right': '1.2.246.562.15.12345678901',
  organisation: '1.2.246.562.10.12345678901',
  uuid: '018f2c3e-5b7a-7c11-9d2e-3f4a5b6c7d8e',
  time: '2026-11-29T12:00:00.000Z',
  day: '2026-11-29',
  today: '2026-11-29',
  hetu: '010101-9001',
};

function withValues(text: string): string {
  return text.replace(
    /\{([a-z-]+?)[-+]\d+\}/g,
    (name, kind: string) => VALUES[kind] ?? (/hoks$/.test(kind) ? '17' : name),
  );
}

describe("what Koski's and eHOKS's interfaces answer", () => {
  it.each(RECORDINGS)('is described in OpenAPI, every recorded pair: %s', (name) => {
    const pairs = Object.values(readRecording(name)).flat();
    expect(pairs.length).toBeGreaterThan(20);
    const faults = pairs.flatMap(({ asked, answer }) => {
      const [method = '', target = ''] = withValues(asked.target).split(' ');
      const body = withValues(answer.body);
      const [mediaType = ''] = (answer.headers['content-type'] ?? '').split(';');
      const parsed: unknown = /json$/.test(mediaType) && body ? JSON.parse(body) : body;
      try {
        asDescribed({ method, path: target.split('?', 1)[0] ?? '', status: answer.status, mediaType, body: parsed });
        return [];
      } catch (error) {
        return [(error as Error).message];
      }
    });
    expect(faults).toEqual([]);
  });
});
