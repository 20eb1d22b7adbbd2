import { describe, expect, it } from '@jest/globals';
import { TOPICS } from '#contracts';
import { Follower, numbered, sequenceOf } from './sequence.js';

const OURS = 'study-rights.study-right.v1';
const record = (topic: string) => ({ topic, key: 'k', headers: { ce_id: '1' }, body: '{}' });
const follow = (follower: Follower, ...numbers: (string | undefined)[]) =>
  numbers.filter((sequence) => follower.takes({ topic: OURS, key: 'k', sequence }));

describe('the number of an event', () => {
  it('stands in ce_sequence, in digits that are compared as text', () => {
    const [ten, nine] = ['10', '9'].map((number) => sequenceOf(numbered(record(OURS), number)));
    expect(ten).toBe('0000000000000000010');
    expect((ten ?? '') > (nine ?? '')).toBe(true);
    expect(numbered(record(OURS), '10').headers).toMatchObject({ ce_id: '1' });
    expect(sequenceOf(numbered(record(OURS), '9223372036854775807'))).toHaveLength(19);
  });

  it('[R85] [R96] is on no anonymous topic: it would join its events to others of their transaction', () => {
    const anonymous = TOPICS.filter((topic) => topic.anonymous);
    expect(anonymous).not.toHaveLength(0);
    for (const { name } of anonymous) {
      expect(Object.keys(numbered(record(name), '10').headers)).toEqual(['ce_id']);
      expect(sequenceOf({ topic: name, headers: { ce_sequence: '0'.repeat(19) } })).toBeUndefined();
    }
  });

  it.each([
    ['of a system outside is its own affair', 'university.course.v1', '0000000000000000001'],
    ['of another form is none', OURS, '17'],
    ['that is no number is none', OURS, 'later-than-everything'],
    ['that is missing is none', OURS, undefined],
  ])('%s', (_, topic, number) => {
    expect(sequenceOf({ topic, headers: number === undefined ? {} : { ce_sequence: number } })).toBeUndefined();
  });
});

describe('a consumer that follows the numbers', () => {
  it.each([
    ['a late one is passed over', ['0', '1', '2', '1'], ['0', '1', '2']],
    ['repetitions are passed over', ['0', '1', '1', '2', '1', '1', '1'], ['0', '1', '2']],
    ['the first record of a key is taken, with any number', ['7', '8'], ['7', '8']],
    ['gaps say nothing', ['1', '5', '3', '9'], ['1', '5', '9']],
    ['a record without a number is always taken', ['5', undefined, '4', '6'], ['5', undefined, '6']],
  ])('%s', (_, numbers, taken) => {
    expect(follow(new Follower(), ...numbers)).toEqual(taken);
  });

  it('knows a number per topic and key', () => {
    const follower = new Follower();
    const places = [
      ['a', 'k'],
      ['a', 'l'],
      ['b', 'k'],
      ['a', 'k'],
    ] as const;
    expect(places.map(([topic, key]) => follower.takes({ topic, key, sequence: '5' }))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
