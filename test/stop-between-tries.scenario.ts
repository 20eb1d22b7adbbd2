import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, type EventBodies } from '#contracts';
import { cloudEventMessage } from '#messaging';
import { closeTesting, database, eventually, outsideClient, restarted, stack, topicMessages } from '#testing';

/** An institution that no other test uses. */
const OWN = '1.2.246.562.10.99900000041';
const NAME = 'university.person-published.v1';
const TOPIC = 'university.person.v1';
/** The last try of a bug is due 3 s after the one before; a stopping process does not wait for it. */
const LEAVES_WITHIN_MS = 15_000;
const BEHIND = 60;

type Person = EventBodies[typeof NAME];

const sql = async <R extends object>(text: string, values: unknown[] = []) =>
  (await database('applications').query<R>(text, values)).rows;

const MEND = `
  DROP TRIGGER IF EXISTS test_broken ON person_copy;
  DROP TRIGGER IF EXISTS test_noted ON person_copy;
  DROP FUNCTION IF EXISTS test_broken;
  DROP FUNCTION IF EXISTS test_noted;
  DROP TABLE IF EXISTS test_written;`;

afterEach(() => sql(MEND));
afterAll(() => closeTesting());

/** Nothing about the person can be written until `test_broken` is dropped; then `test_written` says in which order it was. */
async function breakPerson(personId: string): Promise<void> {
  await sql(`${MEND}
    CREATE TABLE test_written (n serial, version integer);
    CREATE FUNCTION test_noted() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO test_written (version) VALUES (NEW.version); RETURN NULL; END $$;
    CREATE FUNCTION test_broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
    CREATE TRIGGER test_noted AFTER INSERT OR UPDATE ON person_copy FOR EACH ROW
      WHEN (NEW.person_id = '${personId}') EXECUTE FUNCTION test_noted();
    CREATE TRIGGER test_broken BEFORE INSERT OR UPDATE ON person_copy FOR EACH ROW
      WHEN (NEW.person_id = '${personId}') EXECUTE FUNCTION test_broken();`);
}

function versionsOf(personId: string, count: number) {
  return Array.from({ length: count }, (_, n) => {
    const name = { firstName: 'Pysy', lastName: 'Paikallaan', email: null, language: 'fi' } as const;
    const body: Person = {
      ...{ institutionOid: OWN, personId, version: n + 1, ...name, roles: ['STUDENT'], programmeCodes: [] },
    };
    const envelope = { id: randomUUID(), source: 'university', key: personId, institutionOid: OWN } as const;
    return { id: envelope.id, message: cloudEventMessage(NAME, envelope, body) };
  });
}

/** How often the service's log says that it has tried the message by itself. */
async function triesOf(messageId: string): Promise<number> {
  const log = await readFile(`${stack().logFolder}/applications.log`, 'utf8');
  return log.split('\n').filter((line) => line.includes('reaction failed') && line.includes(messageId)).length;
}

describe('a service stopped between two tries of a message, with others delivered behind it', () => {
  it('leaves at once, counts no attempt and gives nothing up; the next process has all tries and handles all in order', async () => {
    const personId = randomUUID();
    await breakPerson(personId);
    const all = versionsOf(personId, 1 + BEHIND);
    const [first = { id: '' }] = all;
    await outsideClient().publish(all.map(({ message }) => message));
    await eventually('the second try', async () => (await triesOf(first.id)) === 2, 30_000);

    const pid = stack().pids()['applications'] ?? 0;
    process.kill(pid, 'SIGTERM');
    await eventually('the process is gone', async () => !isAlive(pid), LEAVES_WITHIN_MS);
    const traces = () =>
      sql(
        `SELECT (SELECT count(*)::int FROM dead_letter WHERE key = $1) AS letters,
                (SELECT count(*)::int FROM parked_key WHERE key = $1) AS parked,
                (SELECT count(*)::int FROM inbox WHERE message_id = ANY ($2)) AS booked,
                (SELECT count(*)::int FROM person_copy WHERE person_id = $1) AS copied`,
        [personId, all.map(({ id }) => id)],
      );
    const tries = await triesOf(first.id);
    expect([tries, await traces()]).toEqual([2, [{ letters: 0, parked: 0, booked: 0, copied: 0 }]]);

    await restarted('applications', { pid });
    // Two more failures, four in all: had those before been counted, it would be given up by now.
    await eventually('two tries of the next process', async () => (await triesOf(first.id)) === 4, 60_000);
    await sql('DROP TRIGGER test_broken ON person_copy');
    const handled = { letters: 0, parked: 0, booked: 1 + BEHIND, copied: 1 };
    await eventually(
      'all of them',
      async () => {
        const [now] = await traces();
        return JSON.stringify(now) === JSON.stringify(handled);
      },
      30_000,
    );
    const written = (await sql<{ version: number }>('SELECT version FROM test_written ORDER BY n')).map(
      ({ version }) => version,
    );
    expect(written).toEqual(written.toSorted((a, b) => a - b));
    expect([written[0], written.at(-1)]).toEqual([1, 1 + BEHIND]);
    const letters = await topicMessages(deadLetterTopic(TOPIC, 'applications'));
    expect(letters.filter(({ key }) => key === personId)).toEqual([]);
    const log = await readFile(`${stack().logFolder}/applications.log`, 'utf8');
    expect(log).not.toMatch(/could not stop cleanly|not stopped within/);
  }, 180_000);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
