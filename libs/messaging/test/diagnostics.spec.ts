import diagnosticsChannel from 'node:diagnostics_channel';
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, FrozenClock } from '#testing';
import { changeOf, CHANGE, TOPIC } from '../testing/change.js';
import { cloudEventMessage } from '../src/cloud-events.js';
import { MessageEdge } from '../src/consumer/message-edge.js';
import type { EventHandler } from '../src/consumer/reactions.js';
import { diagnostics, DiagnosticsChannel } from '../src/diagnostics.js';
import { OutboxRelay } from '../src/relay/outbox-relay.js';
import { PROCESS_TIME } from '../src/time.js';
import { UnitOfWork } from '../src/unit-of-work.js';
import { MemoryBroker } from './memory-broker.js';
import { type Client, MemoryDatabase, MemoryInbox } from './model/memory-database.js';

const CLOCK = new FrozenClock('2026-08-01T00:00:00Z');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const LETTERS = `${TOPIC}.dlt.applications`;
const client: Client = { turn: async () => undefined };

describe('the channels of messaging', () => {
  const ended: (() => void)[] = [];
  afterEach(() => ended.splice(0).forEach((end) => end()));

  function listen(name: string): unknown[] {
    const seen: unknown[] = [];
    const listener = (message: unknown) => void seen.push(message);
    diagnosticsChannel.subscribe(name, listener);
    ended.push(() => diagnosticsChannel.unsubscribe(name, listener));
    return seen;
  }

  function consumerWith(handler: EventHandler) {
    const database = new MemoryDatabase();
    const broker = new MemoryBroker([TOPIC, LETTERS], { partitions: 1 });
    const unitOfWork = new UnitOfWork(database.connect(client), 'applications', CLOCK, { wake: () => undefined });
    const edge = new MessageEdge({
      ...{ consumer: 'applications', clock: CLOCK, log: silent },
      inbox: new MemoryInbox(unitOfWork, 'applications'),
      deadLetters: broker.publisher(),
      handlers: new Map([[CHANGE, handler]]),
      observer: { handled: () => undefined, infrastructureDown: () => undefined },
      probe: async () => undefined,
      // Waits pass a hundred times as fast.
      time: { now: PROCESS_TIME.now, wait: (ms, signal) => PROCESS_TIME.wait(ms / 100, signal) },
      handlerLimitMs: 300_000,
    });
    const handle = async (id: string, key = randomUUID()) => {
      const { institutionOid, body } = changeOf(key, 'somebody');
      const { headers, body: text } = cloudEventMessage(
        CHANGE,
        { id, source: 'notifications', key, institutionOid },
        body as never,
      );
      const place = { topic: TOPIC, partition: 0, offset: '5', key };
      await edge.handle({ ...place, headers, body: Buffer.from(text), timestamp: 1 });
      return key;
    };
    return { handle };
  }

  it('say where a message was and what became of it, and nothing of its content', async () => {
    const consumed = listen('hyvaksiluku:messaging:consume');
    const id = randomUUID();
    const { handle } = consumerWith(async () => undefined);
    const key = await handle(id);
    await handle(id, key);
    const place = { consumer: 'applications', topic: TOPIC, partition: 0, offset: '5', name: CHANGE };
    expect(consumed).toEqual([
      { ...place, outcome: 'done', seconds: expect.any(Number) },
      { ...place, outcome: 'seen', seconds: expect.any(Number) },
    ]);
    expect(JSON.stringify(consumed)).not.toMatch(new RegExp(`${key}|somebody`));
  });

  it('say that a message was given up and that its key is parked', async () => {
    const parked = listen('hyvaksiluku:messaging:park');
    const { handle } = consumerWith(async () => {
      throw new RangeError('quotes somebody');
    });
    await handle(randomUUID());
    const place = { consumer: 'applications', topic: TOPIC, partition: 0, offset: '5' };
    expect(parked).toEqual([{ ...place, failure: 'bug', code: 'RangeError', parksKey: true }]);
  });

  it('say what the relay has published, and when the lead begins and ends', async () => {
    const [published, leader] = [listen('hyvaksiluku:messaging:publish'), listen('hyvaksiluku:messaging:leader')];
    const database = new MemoryDatabase();
    const broker = new MemoryBroker([TOPIC]);
    const relay = new OutboxRelay({
      lead: (events) => database.lead(client, events),
      ...{ publisher: broker.publisher(), log: silent },
      observer: { leader: () => undefined, published: () => undefined, outbox: () => undefined },
    });
    const unitOfWork = new UnitOfWork(database.connect(client), 'notifications', CLOCK, relay);
    await unitOfWork.run((tx) => tx.append(changeOf(randomUUID(), 'a'), changeOf(randomUUID(), 'b')));
    relay.start(() => database.notify());
    await eventually('the publication', async () => published.length === 1);
    await relay.flushAndStop(1000);
    const ids = database.outbox.map(({ headers }) => headers['ce_id']);
    expect(published).toEqual([
      { records: ids.map((id, n) => ({ topic: TOPIC, id, seq: String(n + 1) })), seconds: expect.any(Number) },
    ]);
    expect(leader).toEqual([{ leads: true }, { leads: false }]);
  });

  it('cost nothing while nobody listens: their messages are not made', () => {
    const channel = new DiagnosticsChannel<object>(`hyvaksiluku:messaging:test-${randomUUID()}`);
    let made = 0;
    const message = () => ({ n: ++made });
    channel.publish(message);
    expect(made).toBe(0);
    const seen = listen(channel.name);
    channel.publish(message);
    expect(seen).toEqual([{ n: 1 }]);
  });

  it('have the names that docs/diagnostics.md describes', async () => {
    const { readFile } = await import('node:fs/promises');
    const described = (await readFile('docs/diagnostics.md', 'utf8')).match(/hyvaksiluku:messaging:\w+/g) ?? [];
    const names = Object.values(diagnostics).map(({ name }) => name);
    expect([...new Set(described)].toSorted()).toEqual(names.toSorted());
  });
});
