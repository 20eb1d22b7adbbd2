import { describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { type BrokerMessage, type EventPublisher, type Lease, LeaseOverError } from '../ports.js';
import { OutboxRelay } from './outbox-relay.js';
import type { Leadership, LeadershipEvents, WaitingRow } from './outbox-store.js';

const row: WaitingRow = {
  seq: '7',
  message: { topic: 'notifications.message.v1', key: 'k', headers: { ce_id: '1' }, body: '{}' },
};

/** A relay whose broker does not answer, and what happened to it in which order. */
function relayWithoutAnswers() {
  const happened: string[] = [];
  const sent: BrokerMessage[] = [];
  let events: LeadershipEvents | undefined;
  const publisher: EventPublisher = {
    connect: async () => undefined,
    close: async () => undefined,
    publishBatch: (messages, lease?: Lease) => {
      sent.push(...messages);
      return new Promise((_, reject) => {
        lease?.over.addEventListener('abort', () => {
          happened.push('cut off');
          reject(new LeaseOverError());
        });
      });
    },
  };
  const leadership: Leadership = {
    table: {
      waiting: async () => ({ rows: [row], full: false }),
      mark: async () => void happened.push('marked'),
      countFailure: async () => false,
      cleanUp: async () => false,
      gauges: async () => ({ waiting: 1, ageSeconds: 0, setAside: 0 }),
    },
    holds: () => true,
    close: async () => void happened.push('lead given up'),
  };
  let leads = 0;
  const relay = new OutboxRelay({
    publisher,
    log: { info: () => undefined, warn: () => undefined },
    observer: { leader: () => undefined, published: () => undefined, outbox: () => undefined },
    lead: async (given) => {
      events = given;
      return leads++ === 0 ? leadership : undefined;
    },
  });
  relay.start(() => undefined);
  return { relay, happened, sent, lose: () => events?.onLost() };
}

describe('a relay with a batch on its way', () => {
  it('that is stopped in order cuts it off before another one may lead', async () => {
    const { relay, happened, sent } = relayWithoutAnswers();
    await eventually('the batch', async () => sent.length === 1);
    await relay.flushAndStop(100);
    expect(happened).toEqual(['cut off', 'lead given up']);
    expect(sent).toHaveLength(1);
  });

  it('that has lost its session cuts it off at once and sends nothing again', async () => {
    const { relay, happened, sent, lose } = relayWithoutAnswers();
    await eventually('the batch', async () => sent.length === 1);
    lose();
    expect(happened).toEqual(['cut off']);
    expect(relay.isLeader).toBe(false);
    await relay.flushAndStop(1000);
    expect(happened).not.toContain('marked');
  });

  it('sends the number of each row with it', async () => {
    const { relay, sent } = relayWithoutAnswers();
    await eventually('the batch', async () => sent.length === 1);
    expect(sent[0]?.headers).toEqual({ ce_id: '1', ce_sequence: '0000000000000000007' });
    await relay.flushAndStop(0);
  });
});
