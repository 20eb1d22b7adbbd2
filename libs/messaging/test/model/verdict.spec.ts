import { beforeEach, describe, expect, it } from '@jest/globals';
import { keyOf } from '../../testing/change.js';
import type { OwnRow } from './memory-database.js';
import { expectedOf, violationsIn } from './verdict.js';
import { World } from './world.js';

describe('the sequential model', () => {
  it.each([
    [[], [], []],
    [['1 good', '2 good'], ['1 good', '2 good'], []],
    [['1 good', '2 bug', '3 good', '4 hang'], ['1 good'], ['2 bug', '3 good', '4 hang']],
    [['1 hang', '2 good'], [], ['1 hang', '2 good']],
  ])('%j: effects %j, dead letters %j', (changes, effects, letters) => {
    expect(expectedOf(changes)).toEqual({ effects, letters });
  });
});

const A = keyOf('a');

describe('what is spoiled in a sound run is found', () => {
  let world: World;
  beforeEach(async () => {
    world = new World({ partitions: 1, batch: 2, pausesAtOnce: false, choices: [] });
    world.commit(0, { key: A, contents: ['good', 'good', 'bug', 'good'], slowness: 0 });
    await world.poison(keyOf('b'));
    expect(await world.settle()).toBeUndefined();
    expect(violationsIn(world)).toEqual([]);
  });

  const rowsOf = (consumer: 'applications' | 'decisions'): OwnRow[] => world.database(consumer).own;
  const publish = (value: string) => {
    const records = world.broker.partitionsOf('notifications.message.v1').flat();
    const record = records.find(({ headers }) => headers['ce_id'] !== undefined);
    const body = JSON.stringify({ template: value });
    if (!record) throw new Error('Nothing was published');
    const headers = value === '1 good' ? record.headers : { ce_id: value };
    return world.broker.publisher().publishBatch([{ topic: record.topic, key: A, headers, body }]);
  };

  it.each<[string, string, () => unknown]>([
    ['an effect is missing', `effects of ${A} at decisions`, () => rowsOf('decisions').shift()],
    [
      'an effect is there twice',
      `effects of ${A} at decisions`,
      () => rowsOf('decisions').push(...rowsOf('decisions').slice(0, 1)),
    ],
    ['effects changed places', `effects of ${A} at decisions`, () => rowsOf('decisions').reverse()],
    [
      'an effect without what it publishes',
      `changes of ${A} at applications and its outbox`,
      () => world.database('applications').outbox.shift(),
    ],
    [
      'a change without its event',
      `changes of ${A} at notifications and its outbox`,
      () => world.database('notifications').outbox.shift(),
    ],
    [
      'an event without its change',
      `changes of ${A} at notifications and its outbox`,
      () => world.database('notifications').own.shift(),
    ],
    [
      'a row that still waits',
      'is not marked as published',
      () => world.database('notifications').outbox.forEach((row) => (row.published = false)),
    ],
    ['a letter that is not in the index', 'its index has', () => world.database('decisions').letters.pop()],
    ['letters out of order', `dead letters of ${A} at decisions`, () => world.database('decisions').letters.reverse()],
    ['a record that nobody committed', 'otherwise than it was committed', () => publish('99 good')],
    ['more repetitions than faults', 'records twice', () => publish('1 good')],
    ['a change that failed for no reason', 'a change failed', () => world.surprises.push('a change failed: x')],
  ])('%s', async (_, sentence, spoil) => {
    await spoil();
    expect(violationsIn(world).join('\n')).toContain(sentence);
  });
});
