import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventName, PARALLEL_VERSIONS, type ParallelVersion } from '#contracts';
import { SystemClock } from '#platform';
import { eventually } from '#testing';
import type { NewEvent } from '../src/events.js';
import { InboxTable } from '../src/consumer/inbox-table.js';
import { MessageEdge } from '../src/consumer/message-edge.js';
import type { EventHandler } from '../src/consumer/reactions.js';
import { MemoryBroker } from './memory-broker.js';
import type { DeliveredMessage } from '../src/ports.js';
import { INSTITUTION, silent, Workbench } from './workbench.js';

const TOPIC = 'study-rights.study-right.v1';
const LETTERS = `${TOPIC}.dlt.applications`;
const OLDER = 'study-rights.hoks-deleted.v1';
const NEWER = 'study-rights.hoks-stored.v1';

/** Two events of one topic play the older and the newer version of one fact: as long as all events have one version. */
const PLAYED: ParallelVersion<typeof OLDER, typeof NEWER> = {
  older: OLDER,
  newer: NEWER,
  readers: ['applications'],
  toOlder: ({ institutionOid, studyRightId, hoksId }) => ({ institutionOid, studyRightId, hoksId }),
};

/** Real PostgreSQL, real relay, real edge and inbox; the broker in memory hands over the records one by one. */
describe('two versions of one event in parallel', () => {
  let bench: Workbench;
  beforeAll(async () => {
    (PARALLEL_VERSIONS as ParallelVersion[]).push(PLAYED);
    bench = await Workbench.open();
  });
  afterAll(async () => {
    // The list is one for all test files of the process.
    (PARALLEL_VERSIONS as ParallelVersion[]).pop();
    await bench.close();
  });

  const fact = (key: string, hoksId: number): NewEvent => ({
    name: NEWER,
    key,
    institutionOid: INSTITUTION,
    body: {
      institutionOid: INSTITUTION,
      studyRightId: key,
      hoksId,
      learnerId: '1.2.246.562.24.24080100016',
      needToAcquireCompetence: true,
    },
  });

  /** Publishes these facts, each in a transaction of its own, and returns the records in their order. */
  async function published(facts: readonly NewEvent[]): Promise<DeliveredMessage[]> {
    const broker = new MemoryBroker([TOPIC]);
    const records: DeliveredMessage[] = [];
    await broker.consumer('records').run([TOPIC], async (message) => void records.push(message));
    const relay = bench.relay(broker.publisher());
    const unitOfWork = bench.unitOfWork(relay);
    for (const event of facts) await unitOfWork.run((tx) => tx.append(event));
    await eventually('both versions of each fact', async () => records.length === facts.length * 2);
    await relay.flushAndStop(5000);
    return records;
  }

  /** A member of the group as it was deployed: it reacts to one version of the fact. */
  function memberReactingTo(version: EventName) {
    const broker = new MemoryBroker([LETTERS]);
    const letters: DeliveredMessage[] = [];
    void broker.consumer('letters').run([LETTERS], async (letter) => void letters.push(letter));
    const outcomes: string[] = [];
    const effect: EventHandler = async ({ key, body }, tx) => {
      const { hoksId } = body as { hoksId: number };
      await tx.sql.query('INSERT INTO effect (key, value) VALUES ($1, $2)', [key, String(hoksId)]);
    };
    const edge = new MessageEdge({
      consumer: 'applications',
      inbox: new InboxTable(bench.unitOfWork(), 'applications'),
      deadLetters: broker.publisher(),
      handlers: new Map([[version, effect]]),
      clock: new SystemClock(),
      log: silent,
      observer: { handled: (_, outcome) => void outcomes.push(outcome), infrastructureDown: () => undefined },
      probe: async () => undefined,
    });
    const handle = async (records: readonly DeliveredMessage[]) => {
      for (const record of records) await edge.handle(record);
    };
    return { handle, outcomes, letters };
  }

  async function effectsOf(key: string): Promise<string[]> {
    const rows = await bench.dataSource.query<{ value: string }[]>(
      'SELECT value FROM effect WHERE key = $1 ORDER BY n',
      [key],
    );
    return rows.map(({ value }) => value);
  }

  const typeOf = (name: EventName) => `fi.hyvaksiluku.${name}`;

  it('one append publishes both in one transaction, the older one first, under ids of their own and one of the fact', async () => {
    const key = randomUUID();
    await expect(
      bench.unitOfWork().run(async (tx) => {
        await tx.append(fact(randomUUID(), 1));
        throw new Error('refused');
      }),
    ).rejects.toThrow('refused');
    const [older, newer] = await published([fact(key, 1)]);
    expect([older?.headers['ce_type'], newer?.headers['ce_type']]).toEqual([typeOf(OLDER), typeOf(NEWER)]);
    expect([older?.key, newer?.key]).toEqual([key, key]);
    expect(older?.headers['ce_factid']).toBeUndefined();
    expect(newer?.headers['ce_factid']).toBe(older?.headers['ce_id']);
    expect(newer?.headers['ce_id']).not.toBe(older?.headers['ce_id']);
    expect(JSON.parse(String(older?.body))).toEqual({ institutionOid: INSTITUTION, studyRightId: key, hoksId: 1 });
  });

  it('a group that has not moved and one that has each have every fact once, in order', async () => {
    for (const version of [OLDER, NEWER] as const) {
      const key = randomUUID();
      const member = memberReactingTo(version);
      await member.handle(await published([fact(key, 1), fact(key, 2), fact(key, 3)]));
      expect(await effectsOf(key)).toEqual(['1', '2', '3']);
      expect(member.outcomes.filter((outcome) => outcome === 'ignored')).toHaveLength(3);
      expect(member.letters).toEqual([]);
    }
  });

  it('a group may move to the newer version between any two records, and back: no effect twice, none missing', async () => {
    for (let cut = 0; cut <= 6; cut++) {
      const key = randomUUID();
      const records = await published([fact(key, 1), fact(key, 2), fact(key, 3)]);
      const [before, after] = [memberReactingTo(OLDER), memberReactingTo(NEWER)];
      await before.handle(records.slice(0, cut));
      await after.handle(records.slice(cut));
      expect(await effectsOf(key)).toEqual(['1', '2', '3']);
      await before.handle(records);
      await after.handle(records);
      expect(await effectsOf(key)).toEqual(['1', '2', '3']);
    }
  });

  it('a deployment that does not know a newer version passes it over; a fact that it does not know at all is dead-lettered', async () => {
    const key = randomUUID();
    const [older, newer] = await published([fact(key, 1)]);
    if (!older || !newer) throw new Error('both versions are published');
    const as = (type: string): DeliveredMessage => ({ ...newer, headers: { ...newer.headers, ce_type: type } });
    const member = memberReactingTo(OLDER);
    await member.handle([older, as('fi.hyvaksiluku.study-rights.hoks-deleted.v7')]);
    expect(member.outcomes).toEqual(['done', 'ignored']);
    await member.handle([as('fi.hyvaksiluku.study-rights.hoks-forgotten.v2')]);
    expect(member.outcomes).toEqual(['done', 'ignored', 'dead-lettered']);
    await eventually('the letter', async () => member.letters.length === 1);
    expect(member.letters[0]?.headers['dlt-code']).toBe('unknown-type');
  });
});
