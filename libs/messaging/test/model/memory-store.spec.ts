import { inboxSuite, outboxSuite } from '#messaging/testing';
import { FrozenClock } from '#testing';
import { UnitOfWork } from '../../src/unit-of-work.js';
import { type Client, MemoryDatabase, MemoryInbox, writeOwn } from './memory-database.js';

const database = new MemoryDatabase();
const client: Client = { turn: async () => undefined };
const clock = new FrozenClock('2026-08-01T00:00:00Z');
const unitOfWork = new UnitOfWork(database.connect(client), 'applications', clock, { wake: () => undefined });

outboxSuite('in memory', () => ({
  unitOfWork,
  lead: (events) => database.lead(client, events),
  notify: () => database.notify(),
}));

inboxSuite('in memory', () => ({
  inbox: new MemoryInbox(unitOfWork, 'applications'),
  effect: ({ sql }, key, value) => writeOwn(sql, { table: 'effect', key, value }),
  effectsOf: async (key) => database.own.filter((row) => row.key === key).map(({ value }) => value),
  lettersOf: async (key) => database.letters.filter((letter) => letter.key === key).map(({ failure }) => failure),
}));
