import { describe, expect, it } from '@jest/globals';
import type { EventName } from '#contracts';
import { EventServer } from '../consumer/event-server.js';
import type { MessageEdge } from '../consumer/message-edge.js';
import type { Reactions } from '../consumer/reactions.js';
import type { NewEvent, ReceivedEvent, Tombstone } from '../events.js';
import type { EventConsumer } from '../ports.js';
import type { Transaction } from '../unit-of-work.js';
import type { CopyDeclaration } from './copy-declaration.js';
import { FollowEvents } from './follow-events.js';

const PERSON = 'university.person-published.v1';
const COURSE = 'university.course-published.v1';
const PERSONS = 'university.person.v1';
const OID = '1.2.246.562.10.10000000001';

function event(name: EventName, key: string): ReceivedEvent {
  return { id: key, name, key, time: undefined, institutionOid: OID, body: {} as never };
}

/** A service with these copies and one reaction of each kind; what it does stands in `done`, in order. */
function aService(copies: (note: (what: string) => void) => readonly Partial<CopyDeclaration>[]) {
  const done: string[] = [];
  const note = (what: string) => void done.push(what);
  let reactions: Required<Reactions> | undefined;
  const consumer = { runInBatches: async () => undefined, crashed: false } as unknown as EventConsumer;
  const declared = copies(note).map((copy): CopyDeclaration => ({
    name: 'copy',
    tables: ['copy'],
    key: [],
    writers: {},
    ...copy,
  }));
  const server = new EventServer(
    consumer,
    (made) => {
      reactions = made as Required<Reactions>;
      return {} as MessageEdge;
    },
    () => new FollowEvents(declared),
  );
  const tx = {
    append: async ({ name, body }: NewEvent) =>
      note(`appends ${name} ${JSON.stringify((body as never as { ids: string[] }).ids)}`),
  } as unknown as Transaction;
  return {
    done,
    tx,
    react: (pattern: string, extras: object = {}) =>
      server.addHandler(
        pattern,
        (async (_: unknown, { written }: { written: number }) => note(`reacts to ${written} rows`)) as never,
        true,
        extras,
      ),
    listen: (): Required<Reactions> => {
      server.listen(() => undefined);
      if (!reactions) throw new Error('The server has made no edge');
      return reactions;
    },
  };
}

describe('a service follows the events of its copies', () => {
  it('without a reaction of its own, several copies of one event in the order of their declaration', async () => {
    const { done, tx, listen } = aService((note) => [
      { writers: { [PERSON]: async (_, { key }) => (note(`staff ${key}`), 1) } },
      { writers: { [PERSON]: async (_, { key }) => (note(`students ${key}`), 0) } },
    ]);
    const { handlers, batchHandlers } = listen();
    await handlers.get(PERSON)?.(event(PERSON, 'a'), tx);
    expect(done).toEqual(['staff a', 'students a']);
    expect([...batchHandlers.keys()]).toEqual([]);
  });

  it('many events at a time where the writer takes them', async () => {
    const { done, tx, listen } = aService((note) => [
      {
        writers: {
          [COURSE]: { many: async (_, events) => (note(events.map(({ key }) => key).join()), events.length) },
        },
      },
    ]);
    const { handlers, batchHandlers } = listen();
    await batchHandlers.get(COURSE)?.([event(COURSE, 'a'), event(COURSE, 'b')], tx);
    expect(done).toEqual(['a,b']);
    expect(handlers.has(COURSE)).toBe(false);
  });

  it('before a reaction of its own, which learns how many rows have changed', async () => {
    const { done, tx, react, listen } = aService((note) => [
      { writers: { [PERSON]: async () => (note('writes'), 2) } },
      { writers: { [COURSE]: { many: async () => (note('writes many'), 3) } } },
    ]);
    react(PERSON);
    react(COURSE);
    const { handlers } = listen();
    await handlers.get(PERSON)?.(event(PERSON, 'a'), tx);
    await handlers.get(COURSE)?.(event(COURSE, 'a'), tx);
    expect(done).toEqual(['writes', 'reacts to 2 rows', 'writes many', 'reacts to 3 rows']);
  });

  it('and forgets a cleared key after its own reaction, which can still read what goes', async () => {
    const { done, tx, react, listen } = aService((note) => [
      { forgets: { [PERSONS]: async (_, { key }) => note(`forgets ${key}`) } },
    ]);
    react(PERSONS, { tombstone: true });
    const tombstone: Tombstone = { id: 'a', topic: PERSONS, key: 'a' };
    await listen().tombstoneHandlers.get(PERSONS)?.(tombstone, tx);
    expect(done).toEqual(['reacts to 0 rows', 'forgets a']);
  });

  it('asks the owner of what it cannot understand, and of nothing else', async () => {
    const { done, tx, listen } = aService(() => [
      {
        writers: { [PERSON]: async (_, { key }) => (key === 'gap' ? 'incomplete' : 1) },
        askAgain: (institutionOid, ids) =>
          ({ name: 'decisions.republish-requested.v1', key: institutionOid, institutionOid, body: { ids } }) as never,
      },
    ]);
    const handler = listen().handlers.get(PERSON);
    await handler?.(event(PERSON, 'known'), tx);
    await handler?.(event(PERSON, 'gap'), tx);
    expect(done).toEqual(['appends decisions.republish-requested.v1 ["gap"]']);
  });

  it('fails where nobody can be asked, so that the event becomes a dead letter', async () => {
    const { tx, listen } = aService(() => [{ writers: { [PERSON]: async () => 'incomplete' } }]);
    await expect(listen().handlers.get(PERSON)?.(event(PERSON, 'gap'), tx)).rejects.toThrow('nobody can be asked');
  });

  it('does not start where a copy forgets keys of a topic whose records expire', () => {
    const { listen } = aService(() => [{ forgets: { 'applications.application.v1': async () => undefined } }]);
    expect(listen).toThrow('no compacted topic');
  });
});
