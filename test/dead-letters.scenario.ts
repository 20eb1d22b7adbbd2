import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventBodies, SERVICES } from '#contracts';
import {
  accessToken,
  anonymous,
  as,
  closeTesting,
  database,
  eventually,
  outsideClient,
  publish,
  stack,
} from '#testing';
import { demoPerson } from '#testing/demo';

const TOPIC = 'university.person.v1';
const LETTERS = '/api/applications/v1/dead-letters';
const METSALA = demoPerson('aino').institutionOid;
/** An institution of this file alone: what is given up here for good would be in every rebuilt copy. */
const GIVEN_UP = '1.2.246.562.10.90000000009';
const SAARISTO = demoPerson('oskar').institutionOid;

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
  readonly group: string;
  readonly ownFrame: string | null;
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

/**
 * A fault in the database of applications for chosen persons, a diary of what was written about them, and one of the
 * order in which messages of this test were booked in: an effect may stand for several messages that came together.
 */
const FAULT = `
  CREATE TABLE test_broken_person (person_id text PRIMARY KEY);
  CREATE TABLE test_person_diary (n bigint GENERATED ALWAYS AS IDENTITY, person_id text, version integer);
  CREATE TABLE test_inbox_diary (n bigint GENERATED ALWAYS AS IDENTITY, message_id text);
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
  CREATE FUNCTION test_note_message() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO test_inbox_diary (message_id) VALUES (NEW.message_id);
    RETURN NULL;
  END $$;
  CREATE TRIGGER test_note_message AFTER INSERT ON inbox FOR EACH ROW WHEN (NEW.message_id LIKE '%/version/%')
    EXECUTE FUNCTION test_note_message();
  CREATE TRIGGER test_break_person BEFORE INSERT ON person_copy FOR EACH ROW EXECUTE FUNCTION test_break_person();
  CREATE TRIGGER test_note_person AFTER INSERT OR UPDATE ON person_copy FOR EACH ROW EXECUTE FUNCTION test_note_person();`;
const REPAIR = `
  DROP TRIGGER IF EXISTS test_break_person ON person_copy;
  DROP TRIGGER IF EXISTS test_note_person ON person_copy;
  DROP TRIGGER IF EXISTS test_note_message ON inbox;
  DROP FUNCTION IF EXISTS test_note_message;
  DROP FUNCTION IF EXISTS test_break_person;
  DROP FUNCTION IF EXISTS test_note_person;
  DROP TABLE IF EXISTS test_broken_person, test_person_diary, test_inbox_diary;`;

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

/** Versions in the order in which their messages were booked in. */
async function bookedOf(personId: string): Promise<number[]> {
  const rows = await sql<{ message_id: string }>(
    `SELECT message_id FROM test_inbox_diary WHERE message_id LIKE $1 || '/version/%' ORDER BY n`,
    [personId],
  );
  return rows.map(({ message_id: id }) => Number(id.split('/').at(-1)));
}

async function isParked(key: string): Promise<boolean> {
  return (await sql('SELECT 1 FROM parked_key WHERE topic = $1 AND key = $2', [TOPIC, key])).length === 1;
}

/** As a bug would leave it, without the three tries. */
async function park(key: string): Promise<void> {
  await sql(`INSERT INTO parked_key (consumer, topic, key, reason) VALUES ('applications', $1, $2, 'bug')`, [
    TOPIC,
    key,
  ]);
}

async function publishPerson(
  personId: string,
  version: number,
  { institutionOid = GIVEN_UP, id = `${personId}/version/${version}` }: { institutionOid?: string; id?: string } = {},
): Promise<void> {
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
  await publish('university.person-published.v1', personId, institutionOid, body, { id });
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

/** Why this file opens letters. */
const WHY = 'Test of what letters hold';

async function open(client: Awaited<ReturnType<typeof as>>, id: string | undefined) {
  return client.post<Letter>(`${LETTERS}/${id}/open`, { reason: WHY });
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
      { failure: 'parked-key', code: 'parked-key', attempts: 1, institutionOid: GIVEN_UP },
      { failure: 'parked-key', eventName: 'university.person-published.v1' },
    ]);

    expect((await otso.get<Letter>(`${LETTERS}/${first?.id}`)).body).toMatchObject({
      id: first?.id,
      headers: null,
      body: null,
    });
    const opened = await open(otso, first?.id);
    expect(opened.body).toMatchObject({
      headers: { 'dlt-original-topic': TOPIC, 'dlt-original-offset': first?.offset, 'dlt-failure': 'bug' },
      body: { personId, version: 1, lastName: '(withheld, 8 characters)', email: '(withheld, 21 characters)' },
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
      'open-dead-letter',
      'fail-to-replay-dead-letter',
      'fail-to-replay-dead-letter',
      'replay-dead-letter',
    ]);
    const [read] = await sql<{ details: object; subject_person_id: string; institution_oid: string }>(
      `SELECT details, subject_person_id, institution_oid FROM audit_event WHERE action = 'open-dead-letter' AND target_id = $1`,
      [first?.id],
    );
    expect(read).toMatchObject({ subject_person_id: personId, institution_oid: GIVEN_UP, details: { reason: WHY } });
  });

  describe('of one cause', () => {
    interface Done {
      readonly replayed: number;
      readonly discarded: number;
      readonly failed: readonly { readonly letterId: string; readonly cause: string }[];
      readonly nextCursor: string | null;
    }

    /** Versions 1 and 2 of each person fail at the trigger: a letter of the bug and one that waits behind it. */
    async function failTwiceEach(...persons: readonly string[]): Promise<readonly Letter[][]> {
      for (const personId of persons) await breakPerson(personId);
      for (const personId of persons) for (const version of [1, 2]) await publishPerson(personId, version);
      return Promise.all(persons.map(async (personId) => [...(await lettersOf(personId, 2))]));
    }

    it('are a group, replayed key by key in order; what waited behind comes along, what fails again stays', async () => {
      const otso = await as('otso');
      const [mended, broken] = [randomUUID(), randomUUID()];
      const [[first, behind] = [], [other] = []] = await failTwiceEach(mended, broken);
      expect(first).toMatchObject({ group: other?.group, ownFrame: expect.stringMatching(/^\S.* (apps|libs)\/\S+$/) });
      expect(behind?.group).not.toBe(first?.group);
      const { body: listed } = await otso.get<{ items: { group: string; letters: number }[] }>(`${LETTERS}/groups`);
      const group = listed.items.find((one) => one.group === first?.group);
      expect(group).toMatchObject({ code: 'QueryFailedError P0001', ownFrame: first?.ownFrame, topics: [TOPIC] });
      expect(group?.letters).toBeGreaterThanOrEqual(2);

      await mendPerson(mended);
      const replay = () => otso.post<Done>(`${LETTERS}/groups/${first?.group}/replay`, {});
      const one = await replay();
      expect(one).toMatchObject({ status: 200, body: { replayed: 2, nextCursor: null } });
      expect(one.body.failed).toContainEqual({ letterId: other?.id, cause: 'QueryFailedError P0001' });
      expect([await diaryOf(mended), await isParked(mended)]).toEqual([[1, 2], false]);
      expect([await diaryOf(broken), await isParked(broken)]).toEqual([[], true]);

      await mendPerson(broken);
      expect((await replay()).body).toMatchObject({ replayed: 2, failed: [], nextCursor: null });
      expect([await diaryOf(broken), await isParked(broken)]).toEqual([[1, 2], false]);
      expect((await replay()).body).toMatchObject({ replayed: 0, failed: [], nextCursor: null });
      expect(await auditOf(first?.id ?? '')).toEqual(['replay-dead-letter']);
      expect(await auditOf(other?.id ?? '')).toEqual(['fail-to-replay-dead-letter', 'replay-dead-letter']);
    });

    it('are discarded together with one reason; what waited behind stays, and a repetition changes nothing', async () => {
      const otso = await as('otso');
      const [one, two] = [randomUUID(), randomUUID()];
      const [[first, behind] = [], [other] = []] = await failTwiceEach(one, two);
      const discard = () =>
        otso.post<Done>(`${LETTERS}/groups/${first?.group}/discard`, { reason: 'the sender withdrew them' });
      expect(await discard()).toMatchObject({ status: 200, body: { discarded: 2, nextCursor: null } });
      expect(await discard()).toMatchObject({ status: 200, body: { discarded: 0, nextCursor: null } });
      for (const letter of [first, other]) {
        const { body } = await otso.get<Letter>(`${LETTERS}/${letter?.id}`);
        expect(body).toMatchObject({ state: 'discarded', settledReason: 'the sender withdrew them' });
        expect(await auditOf(letter?.id ?? '')).toEqual(['discard-dead-letter', 'read-dead-letter']);
      }
      expect((await otso.get<Letter>(`${LETTERS}/${behind?.id}`)).body).toMatchObject({
        state: 'open',
        keyParked: true,
      });
      for (const personId of [one, two]) {
        await mendPerson(personId);
        await otso.post(`${LETTERS}/replay-key`, { topic: TOPIC, key: personId });
        expect([await diaryOf(personId), await isParked(personId)]).toEqual([[2], false]);
      }
    });

    it('are settled by operators only, and an unknown group is refused', async () => {
      const [otso, handler] = [await as('otso'), await as('hanna')];
      const unknown = await otso.post<Problem>(`${LETTERS}/groups/ffffffffffff/replay`, {});
      expect(unknown).toMatchObject({ status: 404, body: { code: 'dead-letter/group-unknown' } });
      for (const [path, body] of [
        ['replay', {}],
        ['discard', { reason: 'no right' }],
      ] as const) {
        const refused = await handler.post<Problem>(`${LETTERS}/groups/ffffffffffff/${path}`, body);
        expect(refused).toMatchObject({ status: 403, body: { code: 'platform/forbidden' } });
      }
      expect(await handler.get<Problem>(`${LETTERS}/groups`)).toMatchObject({ status: 403 });
    });
  });

  it('that cannot be read are discarded with a reason, which settles them for good', async () => {
    const otso = await as('otso');
    const key = `131052-308T ${randomUUID()}`;
    const id = randomUUID();
    await outsideClient().publishRaw(TOPIC, {
      key,
      value: JSON.stringify({ institutionOid: GIVEN_UP, personId: id }),
      headers: {
        ...{ ce_specversion: '1.0', ce_id: id, ce_source: '/outside' },
        ce_type: 'fi.hyvaksiluku.university.person-published.v1',
      },
    });
    const letter = await eventually('the letter', async () => {
      const { body } = await otso.get<Page>(`${LETTERS}?code=schema-violation&limit=200&topic=${TOPIC}`);
      for (const candidate of body.items) {
        const opened = await open(otso, candidate.id);
        if (opened.body.headers?.['ce_id'] === id) return opened.body;
      }
      return undefined;
    });
    expect(letter).toMatchObject({ failure: 'unreadable', keyParked: false, attempts: 1, institutionOid: null });
    expect(letter.key).toBe('(withheld)');

    const replayed = await otso.post<Problem>(`${LETTERS}/${letter.id}/replay`, {});
    expect(replayed).toMatchObject({ status: 409, body: { code: 'dead-letter/still-unreadable' } });
    for (const body of [{}, { reason: '' }, { reason: '  ' }]) {
      const refused = await otso.post<Problem>(`${LETTERS}/${letter.id}/discard`, body);
      expect(refused).toMatchObject({ status: 400, body: { code: 'platform/validation-failed' } });
    }
    for (const reason of ['The sender corrects it', 'Once more']) {
      const discarded = await otso.post<Letter>(`${LETTERS}/${letter.id}/discard`, { reason });
      expect(discarded).toMatchObject({
        status: 200,
        body: { state: 'discarded', settledReason: 'The sender corrects it', attempts: 2 },
      });
    }
    const late = await otso.post<Problem>(`${LETTERS}/${letter.id}/replay`, {});
    expect(late).toMatchObject({ status: 409, body: { code: 'dead-letter/already-settled', state: 'discarded' } });
    const audit = await auditOf(letter.id);
    expect(audit.filter((action) => action !== 'open-dead-letter')).toEqual([
      'fail-to-replay-dead-letter',
      'discard-dead-letter',
    ]);
  });

  it('are opened with a reason only: without one nothing is shown and nothing noted', async () => {
    const otso = await as('otso');
    const personId = randomUUID();
    await park(personId);
    await publishPerson(personId, 1);
    const [letter] = await lettersOf(personId, 1);
    for (const body of [{}, { reason: '' }, { reason: ' ab ' }, { reason: 'x'.repeat(501) }]) {
      const refused = await otso.post<Problem>(`${LETTERS}/${letter?.id}/open`, body);
      expect(refused).toMatchObject({ status: 400, body: { code: 'platform/validation-failed' } });
      expect(refused.body['errors']).toMatchObject([{ path: 'reason' }]);
    }
    expect(await auditOf(letter?.id ?? '')).toEqual([]);
    await otso.post(`${LETTERS}/${letter?.id}/discard`, { reason: 'made by a test' });
  });

  it('that are discarded have no effect either when their topic is read again; the key goes on', async () => {
    const otso = await as('otso');
    const [personId, id] = [randomUUID(), randomUUID()];
    await park(personId);
    await publishPerson(personId, 1, { id });
    const [letter] = await lettersOf(personId, 1);
    const discarded = await otso.post<Letter>(`${LETTERS}/${letter?.id}/discard`, { reason: 'wrong person' });
    expect(discarded.body).toMatchObject({ state: 'discarded', keyParked: false });
    await publishPerson(personId, 1, { id });
    await publishPerson(personId, 2);
    await eventually('the next event', async () => (await diaryOf(personId)).length > 0);
    expect(await diaryOf(personId)).toEqual([2]);
  });

  it('whose event had its effect are not discarded; a replay settles them without a second effect', async () => {
    const otso = await as('otso');
    const [personId, id] = [randomUUID(), randomUUID()];
    await park(personId);
    await publishPerson(personId, 1, { id });
    const [letter] = await lettersOf(personId, 1);
    // The state after a crash between the effect of a replay and the settling of its letter.
    await sql(`INSERT INTO inbox (consumer, message_id, institution_oid) VALUES ('applications', $1, $2)`, [
      id,
      GIVEN_UP,
    ]);
    const discarded = await otso.post<Problem>(`${LETTERS}/${letter?.id}/discard`, { reason: 'not wanted' });
    expect(discarded).toMatchObject({ status: 409, body: { code: 'dead-letter/effect-exists' } });
    for (const _ of [1, 2]) {
      const replayed = await otso.post<Letter>(`${LETTERS}/${letter?.id}/replay`, {});
      expect(replayed).toMatchObject({ status: 200, body: { state: 'replayed', keyParked: false } });
    }
    expect(await diaryOf(personId)).toEqual([]);
  });

  it('are opened although a clock was wrong when they were written; one without a record says so and can be discarded', async () => {
    const otso = await as('otso');
    const personId = randomUUID();
    await park(personId);
    for (const version of [1, 2]) await publishPerson(personId, version);
    const [early, lost] = await lettersOf(personId, 2);
    await sql(
      `UPDATE dead_letter SET first_failure_at = now() + interval '1 day', recorded_at = now() + interval '1 day' WHERE id = $1`,
      [early?.id],
    );
    expect((await open(otso, early?.id)).body).toMatchObject({ body: { personId, version: 1 } });

    // No record is there: as if it had been deleted after its 90 days.
    await sql('UPDATE dead_letter SET topic_offset = 999999999999 WHERE id = $1', [lost?.id]);
    expect((await open(otso, lost?.id)).body).toMatchObject({ id: lost?.id, headers: null, body: null });
    const wholeKey = await otso.post<Problem>(`${LETTERS}/replay-key`, { topic: TOPIC, key: personId });
    expect(wholeKey).toMatchObject({ status: 410, body: { code: 'dead-letter/body-gone', letterId: lost?.id } });
    expect([await diaryOf(personId), await isParked(personId)]).toEqual([[1], true]);
    const discarded = await otso.post<Letter>(`${LETTERS}/${lost?.id}/discard`, { reason: 'too old' });
    expect(discarded.body).toMatchObject({ state: 'discarded', keyParked: false });
  });

  it('are for operators; the main users of an institution see its own, other people none', async () => {
    const [mine, others] = [randomUUID(), randomUUID()];
    await park(mine);
    await park(others);
    await publishPerson(mine, 1, { institutionOid: METSALA });
    await publishPerson(others, 1, { institutionOid: SAARISTO });
    const [[own], [foreign]] = [await lettersOf(mine, 1), await lettersOf(others, 1)];

    for (const username of ['aino', 'hanna', 'raija', 'tuki', 'paivi']) {
      const client = await as(username);
      for (const answer of [
        await client.get<Problem>(LETTERS),
        await client.get<Problem>(`${LETTERS}/${own?.id}`),
        await open(client, own?.id),
        await client.post<Problem>(`${LETTERS}/${own?.id}/replay`, {}),
        await client.post<Problem>(`${LETTERS}/${own?.id}/discard`, { reason: 'not mine' }),
        await client.post<Problem>(`${LETTERS}/replay-key`, { topic: TOPIC, key: mine }),
      ])
        expect(answer).toMatchObject({ status: 403, body: { code: 'platform/forbidden' } });
    }
    expect((await anonymous().get(LETTERS)).status).toBe(401);

    const anna = await as('anna');
    expect((await open(anna, own?.id)).body).toMatchObject({ body: { personId: mine } });
    expect((await anna.get<Problem>(`${LETTERS}/${foreign?.id}`)).status).toBe(404);
    expect((await open(anna, foreign?.id)).status).toBe(404);
    expect((await anna.get<Page>(`${LETTERS}?key=${others}`)).body.items).toEqual([]);
    expect((await anna.post<Problem>(`${LETTERS}/${own?.id}/replay`, {})).status).toBe(403);
    expect(
      await sql('SELECT 1 FROM dead_letter WHERE id = ANY($1) AND state = $2', [[own?.id, foreign?.id], 'open']),
    ).toHaveLength(2);

    const otso = await as('otso');
    for (const [topic, key] of [
      [TOPIC, mine],
      [TOPIC, others],
    ])
      await otso.post(`${LETTERS}/replay-key`, { topic, key });
    expect((await otso.post<Problem>(`${LETTERS}/999999999/replay`, {})).status).toBe(404);
    const unknown = await otso.post<Problem>(`${LETTERS}/replay-key`, { topic: TOPIC, key: randomUUID() });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'dead-letter/key-unknown' } });
  });

  it('are paged, each exactly once, and filtered', async () => {
    const otso = await as('otso');
    const key = randomUUID();
    await park(key);
    for (const version of [1, 2, 3, 4, 5]) await publishPerson(key, version);
    const all = await lettersOf(key, 5);
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await otso.get<Page>(`${LETTERS}?key=${key}&limit=2${cursor}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map(({ id }) => id));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    for (const [query, count] of [
      ['state=open', 5],
      ['state=discarded', 0],
      ['state=all', 5],
      ['code=parked-key', 5],
      ['code=TypeError', 0],
      ['topic=university.course.v1', 0],
    ] as const)
      expect((await otso.get<Page>(`${LETTERS}?key=${key}&${query}`)).body.items).toHaveLength(count);
    for (const query of ['state=lost', 'limit=0', 'limit=201', 'cursor=x', 'sort=key'])
      expect((await otso.get<Problem>(`${LETTERS}?${query}`)).body.code).toBe('platform/validation-failed');
    expect(await otso.post(`${LETTERS}/replay-key`, { topic: TOPIC, key })).toMatchObject({ body: { replayed: 5 } });
  });

  it.each(SERVICES)('have the same endpoints in %s', async (service) => {
    const otso = await as('otso');
    const page = await otso.get<Page>(`/api/${service}/v1/dead-letters?state=all&limit=1`);
    expect([page.status, Array.isArray(page.body.items)]).toEqual([200, true]);
    const { body } = await otso.get<{ paths: object }>(`/api/${service}/openapi.json`);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(
        ['', '/{id}', '/{id}/replay', '/{id}/discard', '/replay-key'].map(
          (path) => `/api/${service}/v1/dead-letters${path}`,
        ),
      ),
    );
  });

  it('and parked keys are counted for the alarm', async () => {
    const key = randomUUID();
    await park(key);
    await publishPerson(key, 1);
    await lettersOf(key, 1);
    const count = async (metric: string) => {
      const text = await (await fetch(stack().metricsUrls.applications)).text();
      return Number(new RegExp(`^${metric} (\\d+)$`, 'm').exec(text)?.[1]);
    };
    await eventually(
      'the counts',
      async () => (await count('dead_letters_open')) > 0 && (await count('parked_keys')) > 0,
    );
    await (await as('otso')).post(`${LETTERS}/replay-key`, { topic: TOPIC, key });
    expect(await isParked(key)).toBe(false);
  });
});

describe('replaying a key while its events keep coming', () => {
  it('50 times: no event is lost, none overtakes another, and the key goes on', async () => {
    const otso = await as('otso');
    const rounds = Array.from({ length: 50 }, (_, round) => ({ key: randomUUID(), whenOpen: round % 3 }));
    const openLetters = async (key: string) =>
      (await sql(`SELECT 1 FROM dead_letter WHERE topic = $1 AND key = $2 AND state = 'open'`, [TOPIC, key])).length;
    const replay = async (key: string) => {
      const answer = await otso.post<object>(`${LETTERS}/replay-key`, { topic: TOPIC, key });
      expect(answer.status).toBe(200);
    };
    const round = async ({ key, whenOpen }: { key: string; whenOpen: number }) => {
      await park(key);
      for (const version of [1, 2, 3]) await publishPerson(key, version);
      await lettersOf(key, 3);
      const replayed = replay(key);
      // Two, one or no letter before the key is unparked the next events set out.
      while ((await openLetters(key)) > whenOpen);
      for (const version of [4, 5, 6, 7, 8]) await publishPerson(key, version);
      await replayed;
      await eventually(
        'all versions',
        async () => {
          if (await isParked(key)) await replay(key);
          return (await bookedOf(key)).length >= 8;
        },
        60_000,
      );
      expect(await bookedOf(key)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect((await diaryOf(key)).at(-1)).toBe(8);
      expect([await isParked(key), await openLetters(key)]).toEqual([false, 0]);
    };
    for (let first = 0; first < rounds.length; first += 10)
      await Promise.all(rounds.slice(first, first + 10).map(round));
  }, 300_000);

  it('by two operators at once gives each event one effect, in order', async () => {
    const otso = await as('otso');
    const key = randomUUID();
    await park(key);
    for (const version of [1, 2, 3, 4, 5, 6]) await publishPerson(key, version);
    await lettersOf(key, 6);
    const replays = [1, 2, 3].map(() => otso.post(`${LETTERS}/replay-key`, { topic: TOPIC, key }));
    for (const answer of await Promise.all(replays))
      expect(answer).toMatchObject({ status: 200, body: { parked: false } });
    expect(await diaryOf(key)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await bookedOf(key)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await lettersOf(key, 6, '&state=replayed')).toHaveLength(6);
  });
});

describe('npm run dead-letters', () => {
  const run = (parameters: readonly string[], env: Record<string, string> = {}) =>
    new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
      const child = spawn(process.execPath, ['dist/scripts/operator.js', 'dead-letters', ...parameters], {
        env: { ...process.env, ...env },
      });
      const texts = { out: '', err: '' };
      child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...texts }));
    });

  it('lists, shows, replays and discards as the demo operator', async () => {
    const key = randomUUID();
    await park(key);
    for (const version of [1, 2, 3]) await publishPerson(key, version);
    const letters = await lettersOf(key, 3);
    const [first, second] = letters.map(({ id }) => `applications-${id}`);

    const listed = await run(['list', '--key', key]);
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out.split('\n')).toHaveLength(5);
    expect(listed.out).toMatch(new RegExp(`^ID +STATE.*\n${first} +open .*${TOPIC} +${key} \\(parked\\)`));
    const asJson = await run(['list', '--key', key, '--limit', '2', '--json']);
    expect(JSON.parse(asJson.out)).toMatchObject({ items: [{ key }, { key }], more: true });

    const shown = await run(['show', first ?? '', '--reason', WHY]);
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('"version": 1');
    expect(shown.out).not.toContain('Versio 1');
    expect(await run(['replay', second ?? ''])).toMatchObject({
      code: 1,
      out: '',
      err: `applications: An older letter waits. Nothing was changed: letters of one key are settled in their order. Settle letter ${letters[0]?.id} first. (dead-letter/not-the-oldest)\n`,
    });
    expect(await run(['replay', first ?? ''])).toEqual({ code: 0, out: `${first} is replayed.\n`, err: '' });
    const discarded = await run(['discard', second ?? '', '--reason', 'was wrong', '--yes', '--json']);
    expect(JSON.parse(discarded.out)).toMatchObject({ state: 'discarded', settledReason: 'was wrong' });
    expect(await run(['replay-key', TOPIC, key])).toEqual({
      code: 0,
      out: 'applications: 1 letters replayed; the key is not parked.\n',
      err: '',
    });
    expect(await diaryOf(key)).toEqual([1, 3]);
    expect((await run(['list', '--key', key])).out).toBe('No such dead letters.\n');
  });

  it('lists the groups and settles the letters of one', async () => {
    const key = randomUUID();
    await breakPerson(key);
    await publishPerson(key, 1);
    const [letter] = await lettersOf(key, 1);
    const group = `applications-${letter?.group}`;
    const listed = await run(['groups', '--service', 'applications']);
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toMatch(new RegExp(`^${group} .*QueryFailedError P0001 in .*${TOPIC}$`, 'm'));
    const failed = await run(['replay', `--group=${group}`]);
    expect(failed).toMatchObject({ code: 1, out: expect.stringContaining(`applications-${letter?.id} failed again`) });
    await mendPerson(key);
    expect(await run(['replay', `--group=${group}`])).toEqual({
      ...{ code: 0, err: '' },
      out: 'applications: 1 letters replayed.\n',
    });
    expect(await diaryOf(key)).toEqual([1]);
  });

  it('says in one sentence what is wrong, with an exit code of its kind', async () => {
    expect(await run(['show'])).toMatchObject({ code: 2, out: '' });
    expect(await run(['show', 'applications-999999999'])).toMatchObject({ code: 1, out: '' });
    const nobody = await run(['replay-key', TOPIC, randomUUID()]);
    expect(nobody).toEqual({ code: 1, out: '', err: `No consumer of ${TOPIC} has open letters of this key.\n` });
    const noStack = await run(['list'], { STACK_FILE: '/nowhere' });
    expect(noStack).toMatchObject({ code: 1, err: expect.stringMatching(/^No stack answers on this machine: .*\n$/) });
    const plain = await run(['list'], { HYVAKSILUKU_URL: 'http://elsewhere.example', HYVAKSILUKU_TOKEN: 'x' });
    expect(plain).toMatchObject({
      code: 2,
      err: expect.stringMatching(/HYVAKSILUKU_URL is wrong: it must begin with https:.*\nNothing has been done\.\n$/),
    });
  });

  it('works with an address and a token elsewhere, with the rights of that token', async () => {
    const HYVAKSILUKU_URL = stack().gatewayUrl;
    const operator = await run(['list', '--service', 'decisions'], {
      HYVAKSILUKU_URL,
      HYVAKSILUKU_TOKEN: await accessToken('otso'),
    });
    expect(operator.code).toBe(0);
    const handler = await run(['list', '--service', 'decisions'], {
      HYVAKSILUKU_URL,
      HYVAKSILUKU_TOKEN: await accessToken('hanna'),
    });
    expect(handler).toMatchObject({ code: 1, err: expect.stringContaining('platform/forbidden') });
  });
});
