import { describe, expect, it } from '@jest/globals';
import { brokerSuite } from '#messaging/testing';
import { eventually } from '#testing';
import { MemoryBroker } from './memory-broker.js';
import type { BatchHandler } from '../src/ports.js';

let broker: MemoryBroker;

brokerSuite({
  name: 'the broker in memory',
  createTopic: async (name, partitions) => {
    broker = new MemoryBroker([name], { partitions });
  },
  publisher: () => broker.publisher(),
  consumer: (groupId) => broker.consumer(groupId),
  deadlineMs: 3000,
});

describe('what the model test does to the broker in memory', () => {
  const TOPIC = 'topic';

  /** Two members of a group; the first is in the middle of five messages and has reported one. */
  async function inTheMiddle() {
    const one = new MemoryBroker([TOPIC], { partitions: 1 });
    const message = (n: number) => ({ topic: TOPIC, key: 'a', headers: {}, body: String(n) });
    await one.publisher().publishBatch([0, 1, 2, 3, 4].map(message));
    const read: Record<'first' | 'second', number[]> = { first: [], second: [] };
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const reader =
      (name: 'first' | 'second', waits: boolean): BatchHandler =>
      async (messages, done) => {
        for (const one of messages) {
          read[name].push(Number(one.offset));
          if (!(await done(one))) return;
          if (waits) await gate;
        }
      };
    const [first, second] = [one.consumer('group'), one.consumer('group')];
    await first.runInBatches([TOPIC], reader('first', true));
    await eventually('the first message', async () => read.first.length === 1);
    await second.runInBatches([TOPIC], reader('second', false));
    const rest = () => eventually('the rest', async () => read.second.at(-1) === 4);
    return { broker: one, first, read, goOn, rest };
  }

  it('a member that is missed loses what it had in hand to the others', async () => {
    const { broker: one, first, read, rest } = await inTheMiddle();
    one.expel('group', first);
    await rest();
    expect(read).toEqual({ first: [0], second: [1, 2, 3, 4] });
  });

  it('a rebalance gives partitions to others; their former member learns it at its next report, which does not count', async () => {
    const { broker: one, read, goOn, rest } = await inTheMiddle();
    expect(one.rebalance('group')).toBe(1);
    await rest();
    goOn();
    await one.publisher().publishBatch([{ topic: TOPIC, key: 'a', headers: {}, body: '5' }]);
    await eventually('the sixth', async () => [...read.first, ...read.second].includes(5));
    expect(read.first.slice(0, 2)).toEqual([0, 1]);
    expect([...read.second, ...read.first.slice(2)]).toEqual([1, 2, 3, 4, 5]);
    expect(one.offsetOf('group', TOPIC, 0)).toBeGreaterThanOrEqual(5);
  });

  it('a group that is set back reads again from there', async () => {
    const { broker: one, first, read, rest } = await inTheMiddle();
    one.expel('group', first);
    await rest();
    await eventually('the report', async () => one.offsetOf('group', TOPIC, 0) === 5);
    expect(one.rewind('group', TOPIC, 0, 3)).toBe(2);
    await eventually('two again', async () => read.second.length === 6);
    expect(read.second).toEqual([1, 2, 3, 4, 3, 4]);
    expect(one.rewind('group', TOPIC, 0, 9)).toBe(0);
  });
});
