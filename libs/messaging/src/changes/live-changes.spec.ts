import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Actor, SqlRunner } from '#platform';
import { LiveChanges } from './live-changes.js';
import type { Note } from './watched-changes.js';

const actor = (personId: string): Actor => ({
  personId,
  institutionOid: '1.2',
  roles: ['STUDENT'],
  username: personId,
});
const note = (id: string): Note => ({ institutionOid: '1.2', hint: { kind: 'application', id } });
const log = { info: () => undefined, warn: () => undefined };

/** Everybody may read what is called by their name. */
function changes(asked: (readonly Note[])[] = [], away = false): LiveChanges {
  const readers = async (_: SqlRunner, notes: readonly Note[]) => {
    asked.push(notes);
    if (away) throw new Error('The database is away');
    return notes.map(
      ({ hint }) =>
        ({ personId }: Actor) =>
          personId === hint.id,
    );
  };
  return new LiveChanges({ hints: {}, readers }, {} as SqlRunner, log);
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

describe('live changes', () => {
  it('give each reader the hints of what they may read, by one question for all of them', async () => {
    const asked: (readonly Note[])[] = [];
    const live = changes(asked);
    const [aino, ville] = [textOf(live.open(actor('aino'), 200)), textOf(live.open(actor('ville'), 200))];
    for (const id of ['aino', 'aino', 'somebody']) live.received(note(id));
    expect(await aino).toContain('data: {"kind":"application","id":"aino"}\n\n');
    expect(await ville).not.toContain('data: ');
    expect(asked).toEqual([[note('aino'), note('somebody')]]);
  });

  it('ask nothing while nobody listens', async () => {
    const asked: (readonly Note[])[] = [];
    const live = changes(asked);
    live.received(note('aino'));
    await delay(50);
    expect(asked).toEqual([]);
  });

  it('let everything be read again when it cannot be found out who may read what', async () => {
    const live = changes([], true);
    const aino = textOf(live.open(actor('aino'), 200));
    live.received(note('aino'));
    expect(await aino).toContain('event: resync');
  });

  it('end a stream with the token of its reader', async () => {
    const stream = changes().open(actor('aino'), 20);
    await textOf(stream);
    expect(stream.readableEnded).toBe(true);
  });
});
