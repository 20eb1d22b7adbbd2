import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventBodies } from '#contracts';
import { as, closeTesting, database, eventually, publish } from '#testing';
import { demoPerson } from '#testing/demo';

const TOPIC = 'university.person.v1';
const LETTERS = '/api/applications/v1/dead-letters';
const METSALA = demoPerson('aino').institutionOid;

interface Letter {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string;
  readonly eventName: string | null;
  readonly institutionOid: string | null;
  readonly failure: string;
  readonly code: string;
  readonly attempts: number;
  readonly state: string;
  readonly settledBy: string | null;
  readonly settledReason: string | null;
  readonly keyParked: boolean;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}
interface Page {
  readonly items: readonly Letter[];
  readonly nextCursor: string | null;
}
interface Problem {
  readonly code: string;
  readonly [detail: string]: unknown;
}

/** A fault in the database of applications for chosen persons, and a diary of what was written about them. */
const FAULT = `
  CREATE TABLE test_broken_person (person_id uuid PRIMARY KEY);
  CREATE TABLE test_person_diary (n bigint GENERATED ALWAYS AS IDENTITY, person_id uuid, version integer);
  CREATE FUNCTION test_break_person() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM test_broken_person b WHERE b.person_id = NEW.person_id) THEN RAISE EXCEPTION 'broken'; END IF;
    RETURN NEW;
  END $$;
  CREATE FUNCTION test_note_person() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO test_person_diary (person_id, version) VALUES (NEW.person_id, NEW.version);
    RETURN NULL;
  END $$;
  CREATE TRIGGER test_break_person BEFORE INSERT ON person_copy FOR EACH ROW EXECUTE FUNCTION test_break_person();
  CREATE TRIGGER test_note_person AFTER INSERT OR UPDATE ON person_copy FOR EACH ROW EXECUTE FUNCTION test_note_person();`;
const REPAIR = `
  DROP TRIGGER IF EXISTS test_break_person ON person_copy;
  DROP TRIGGER IF EXISTS test_note_person ON person_copy;
  DROP FUNCTION IF EXISTS test_break_person;
  DROP FUNCTION IF EXISTS test_note_person;
  DROP TABLE IF EXISTS test_broken_person, test_person_diary;`;

beforeAll(async () => {
  await database('applications').query(REPAIR);
  await database('applications').query(FAULT);
});
afterAll(async () => {
  await database('applications').query(REPAIR);
  await closeTesting();
});

const sql = async <R extends object>(text: string, values: unknown[]) =>
  (await database('applications').query<R>(text, values)).rows;

async function breakPerson(personId: string): Promise<void> {
  await sql('INSERT INTO test_broken_person VALUES ($1)', [personId]);
}
async function mendPerson(personId: string): Promise<void> {
  await sql('DELETE FROM test_broken_person WHERE person_id = $1', [personId]);
}
async function diaryOf(personId: string): Promise<number[]> {
  const rows = await sql<{ version: number }>('SELECT version FROM test_person_diary WHERE person_id = $1 ORDER BY n', [
    personId,
  ]);
  return rows.map(({ version }) => version);
}

async function publishPerson(personId: string, version: number, institutionOid = METSALA): Promise<void> {
  const body: EventBodies['university.person-published.v1'] = {
    institutionOid,
    version,
    personId,
    firstName: 'Pekka',
    lastName: `Versio ${version}`,
    email: 'pekka@metsala.example',
    language: 'fi',
    roles: ['STUDENT'],
    programmeCodes: [],
  };
  await publish('university.person-published.v1', personId, institutionOid, body);
}

/** Letters of a key as the operator sees them, when there are so many. */
async function lettersOf(key: string, count: number, query = ''): Promise<readonly Letter[]> {
  const otso = await as('otso');
  return eventually(
    `${count} letters`,
    async () => {
      const { body } = await otso.get<Page>(`${LETTERS}?key=${key}${query}`);
      return body.items.length >= count && body.items;
    },
    60_000,
  );
}

async function auditOf(letterId: string): Promise<string[]> {
  const rows = await sql<{ action: string }>(
    `SELECT action FROM audit_event WHERE target_kind = 'dead-letter' AND target_id = $1 ORDER BY seq`,
    [letterId],
  );
  return rows.map(({ action }) => action);
}

describe('dead letters', () => {
  it('of a bug are listed, shown, and handled in order of their key when the cause is gone', async () => {
    const otso = await as('otso');
    const personId = randomUUID();
    await breakPerson(personId);
    for (const version of [1, 2, 3]) await publishPerson(personId, version);
    const [first, second, third] = await lettersOf(personId, 3);
    expect([first, second, third]).toMatchObject([
      { topic: TOPIC, failure: 'bug', code: 'QueryFailedError P0001', attempts: 3, state: 'open', keyParked: true },
      { failure: 'parked-key', code: 'parked-key', attempts: 1, institutionOid: METSALA },
      { failure: 'parked-key', eventName: 'university.person-published.v1' },
    ]);

    const shown = await otso.get<Letter>(`${LETTERS}/${first?.id}`);
    expect(shown.body).toMatchObject({
      headers: { 'dlt-original-topic': TOPIC, 'dlt-original-offset': first?.offset, 'dlt-failure': 'bug' },
      body: { personId, lastName: 'Versio 1' },
    });

    const tooEarly = await otso.post<Problem>(`${LETTERS}/${third?.id}/replay`, {});
    expect(tooEarly).toMatchObject({
      status: 409,
      body: { code: 'dead-letter/not-the-oldest', oldestId: first?.id },
    });
    const again = await otso.post<Problem>(`${LETTERS}/${first?.id}/replay`, {});
    expect(again).toMatchObject({ status: 409, body: { code: 'dead-letter/replay-failed', letterId: first?.id } });
    expect(await lettersOf(personId, 3)).toMatchObject([{ attempts: 4, state: 'open' }, {}, {}]);
    const wholeKey = await otso.post<Problem>(`${LETTERS}/replay-key`, { topic: TOPIC, key: personId });
    expect(wholeKey).toMatchObject({ status: 409, body: { code: 'dead-letter/replay-failed', replayed: 0 } });
    expect(await diaryOf(personId)).toEqual([]);

    await mendPerson(personId);
    const one = await otso.post<Letter>(`${LETTERS}/${first?.id}/replay`, {});
    expect(one).toMatchObject({ status: 200, body: { state: 'replayed', keyParked: true } });
    const rest = await otso.post<object>(`${LETTERS}/replay-key`, { topic: TOPIC, key: personId });
    expect(rest).toMatchObject({ status: 200, body: { replayed: 2, leftUnreadable: 0, parked: false } });
    expect(await diaryOf(personId)).toEqual([1, 2, 3]);

    await publishPerson(personId, 4);
    await eventually('the next event of the key', async () => (await diaryOf(personId)).length === 4);
    expect(await diaryOf(personId)).toEqual([1, 2, 3, 4]);
    expect(await auditOf(first?.id ?? '')).toEqual([
      'read-dead-letter',
      'fail-to-replay-dead-letter',
      'fail-to-replay-dead-letter',
      'replay-dead-letter',
    ]);
    const [read] = await sql<{ actor_id: string; subject_person_id: string; institution_oid: string }>(
      `SELECT actor_id, subject_person_id, institution_oid FROM audit_event WHERE action = 'read-dead-letter' AND target_id = $1`,
      [first?.id],
    );
    expect(read).toMatchObject({ subject_person_id: personId, institution_oid: METSALA });
  });
});
