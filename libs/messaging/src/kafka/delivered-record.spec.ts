import { describe, expect, it } from '@jest/globals';
import type { IHeaders, KafkaMessage } from 'kafkajs';
import { deadLetter } from '../consumer/dead-letter.js';
import { delivered } from './delivered-record.js';

const text = (value: string) => Buffer.from(value);

function record(headers: Record<string, unknown>, change: Partial<KafkaMessage> = {}) {
  const message = { key: text('k'), value: text('{}'), timestamp: '0', attributes: 0, offset: '7', ...change };
  return delivered('university.course.v1', 3, { ...message, headers: headers as IHeaders } as KafkaMessage);
}

describe('a record as it is handed over', () => {
  it('has no header where there is no value', () => {
    const { headers } = record({ ce_id: text('1'), ce_factid: null, ce_time: undefined, x: [null, null] });
    expect({ ...headers }).toEqual({ ce_id: '1' });
  });

  it('has the last of several values, and all of them where they differ', () => {
    const { headers, contradictions } = record({
      same: [text('a'), text('a')],
      differs: [text('a'), null, text('b')],
      ce_id: [text('1'), text('2'), text('1')],
    });
    expect({ ...headers }).toEqual({ same: 'a', differs: 'b', ce_id: '1' });
    expect({ ...contradictions }).toEqual({ differs: ['a', 'b'], ce_id: ['1', '2', '1'] });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
    'has a header named %s as any other, also in its dead letter',
    (name) => {
      // As the decoder of kafkajs leaves it: what Object.prototype has under that name counts as a first value.
      const inherited = ({} as Record<string, unknown>)[name];
      const message = record(Object.fromEntries([[name, [inherited, text('theirs')]]]));
      expect(Object.entries(message.headers)).toEqual([[name, 'theirs']]);
      const now = new Date(0);
      const story = { failure: 'unreadable', code: 'no-id', detail: '', attempts: 1 } as const;
      const letter = deadLetter(message, 'decisions', { ...story, firstFailureAt: now, lastFailureAt: now });
      expect(Object.entries(letter.headers)).toContainEqual([name, 'theirs']);
      expect(Object.getPrototypeOf(letter.headers)).toBe(Object.prototype);
    },
  );

  it('has a letter that keeps all values, and keeps its own headers apart from those of the sender', () => {
    const message = record({
      ce_id: [text('1'), text('2')],
      'dlt-code': [text('x'), text('y')],
      'dlt-stack-hash': text('z'),
    });
    const now = new Date(0);
    const story = { failure: 'unreadable', code: 'contradicting-headers', detail: '', attempts: 1 } as const;
    const letter = deadLetter(message, 'decisions', { ...story, firstFailureAt: now, lastFailureAt: now });
    expect(letter.contradictions).toEqual({ ce_id: ['1', '2'] });
    expect(letter.headers).toMatchObject({ ce_id: '2', 'dlt-code': 'contradicting-headers' });
    expect(letter.headers).not.toHaveProperty('dlt-stack-hash');
  });

  it.each<[string, Partial<KafkaMessage>, string | undefined, number]>([
    ['a value of 900 kB', { value: Buffer.alloc(900_000, 'x') }, undefined, 900_000],
    ['a value that was compressed', { value: Buffer.alloc(5_000_000, 'x') }, 'value', 0],
    ['a key that was compressed', { key: Buffer.alloc(5_000_000, 'x') }, 'key, headers, value', 0],
  ])('with %s has a letter that the broker takes, which says what it leaves out', (_, change, leftOut, bytes) => {
    const now = new Date(0);
    const story = { failure: 'unreadable', code: 'too-large', detail: '', attempts: 1 } as const;
    const message = record({ ce_id: text('1') }, change);
    const letter = deadLetter(message, 'decisions', { ...story, firstFailureAt: now, lastFailureAt: now });
    expect(letter.headers['dlt-left-out']).toBe(leftOut);
    expect(letter.body).toHaveLength(bytes);
    expect(letter.headers).toMatchObject({ 'dlt-original-offset': '7', 'dlt-code': 'too-large' });
  });

  it('without a value is a tombstone', () => {
    expect(record({}, { value: null })).toMatchObject({ tombstone: true, body: Buffer.alloc(0) });
  });
});
