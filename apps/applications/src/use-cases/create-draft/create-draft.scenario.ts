import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { anonymous, as, database, type RequestBody } from '#testing';
import { studyRightOf } from '#testing/demo';
import {
  aDraft,
  aDraftInput,
  APPLICATIONS,
  aPartInput,
  call,
  everythingStored,
  METSALA,
  SAARISTO,
  succeeded,
} from '../../../test/driving.js';

describe('a request that is repeated', () => {
  it('with the same Idempotency-Key gets the same answer and one application, also at the same moment', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => call('aino', 'post', '', aDraftInput(), headers)),
    );
    expect(replies.map((reply) => reply.status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(replies.map((reply) => JSON.stringify(sorted(reply.body)))).size).toBe(1);
    expect(replies[0]?.headers.get('location')).toBe(`${APPLICATIONS}/${replies[0]?.body.id}`);
  });

  it('with the same key and another content is refused; another person may use the key', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    expect((await call('aino', 'post', '', aDraftInput(), headers)).status).toBe(201);
    const other = aDraftInput({ parts: [aPartInput({ creditsApplied: 4 })] });
    expect(await call('aino', 'post', '', other, headers)).toMatchObject({
      status: 409,
      body: { code: 'application/idempotency-key-reused' },
    });
    const ofVille = aDraftInput({ studyRightId: studyRightOf('ville') });
    expect((await call('ville', 'post', '', ofVille, headers)).status).toBe(201);
  });

  it('after a refusal is free to be used for the corrected request', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const wrong = aDraftInput({ parts: [aPartInput({ targets: [{ courseCode: 'NO-SUCH' }] })] });
    expect((await call('aino', 'post', '', wrong, headers)).status).toBe(400);
    expect((await call('aino', 'post', '', aDraftInput(), headers)).status).toBe(201);
  });
});

describe('bad input changes nothing and gets a clear problem document', () => {
  // Oskar's institution is used by no other scenario that writes, so "nothing changed" can be counted.
  const right = studyRightOf('oskar');
  const partOf = (changes: object) => aPartInput({ targets: [{ courseCode: 'INS-110' }], ...changes });
  const draft = (changes: object) => aDraftInput({ studyRightId: right, parts: [partOf({})], ...changes });
  const withPart = (changes: object) => draft({ parts: [partOf(changes)] });
  const withDate = (gainedOn: string) => withPart({ bases: [{ kind: 'STUDY', name: 'x', gainedOn }] });
  const field = (code: string) => ['application/content-not-accepted', code] as const;

  it.each<[string, RequestBody, number, string, string]>([
    ['malformed JSON', '{"studyRightId": ', 400, 'platform/malformed-json', ''],
    ['bytes that are not UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400, 'platform/not-utf8', ''],
    ['more than 256 kB', JSON.stringify({ studyRightId: 'x'.repeat(300_000) }), 413, 'platform/body-too-large', ''],
    ['an array', [], 400, 'platform/validation-failed', 'invalid_type'],
    ['no fields', {}, 400, 'platform/validation-failed', 'invalid_type'],
    ['an unknown field', draft({ institutionOid: METSALA }), 400, 'platform/validation-failed', 'unrecognized_keys'],
    [
      'an unknown field deep inside',
      withPart({ state: 'HANDLED' }),
      400,
      'platform/validation-failed',
      'unrecognized_keys',
    ],
    ['51 parts', draft({ parts: Array(51).fill(partOf({})) }), 400, 'platform/validation-failed', 'too_big'],
    [
      '21 targets',
      withPart({ targets: Array(21).fill({ courseCode: 'INS-110' }) }),
      400,
      'platform/validation-failed',
      'too_big',
    ],
    [
      'a name of 301 letters',
      withPart({ bases: [{ kind: 'STUDY', name: 'ä'.repeat(301), gainedOn: '2020-01-01' }] }),
      400,
      'platform/validation-failed',
      'too_big',
    ],
    [
      'credits of 1000 digits',
      JSON.stringify(withPart({ creditsApplied: 0 })).replace(
        '"creditsApplied":0',
        `"creditsApplied":${'9'.repeat(1000)}`,
      ),
      400,
      'platform/validation-failed',
      'invalid_type',
    ],
    ['credits as text', withPart({ creditsApplied: '5' }), 400, 'platform/validation-failed', 'invalid_type'],
    ['negative credits', withPart({ creditsApplied: -5 }), 400, ...field('application/credits-out-of-range')],
    ['601 credits', withPart({ creditsApplied: 601 }), 400, ...field('application/credits-out-of-range')],
    [
      'a thousandth of a credit',
      withPart({ creditsApplied: 4.999 }),
      400,
      ...field('application/credits-out-of-range'),
    ],
    ['the year 9999', withDate('9999-12-31'), 400, ...field('application/date-out-of-range')],
    ['the year 1066', withDate('1066-10-14'), 400, ...field('application/date-out-of-range')],
    ['the 30th of February', withDate('2024-02-30'), 400, ...field('application/date-out-of-range')],
    [
      'a course that does not exist',
      withPart({ targets: [{ courseCode: "'; DROP TABLE application; --" }] }),
      400,
      ...field('application/course-unknown'),
    ],
    [
      "another institution's course",
      withPart({ targets: [{ courseCode: 'TKT-101' }] }),
      400,
      ...field('application/course-unknown'),
    ],
    [
      '[R52] an inclusion with a target',
      withPart({ type: 'INCLUSION' }),
      400,
      ...field('application/inclusion-has-a-target'),
    ],
    [
      "another institution's study right",
      draft({ studyRightId: studyRightOf('ville') }),
      400,
      'application/study-right-unknown',
      '',
    ],
    ['a study right that does not exist', draft({ studyRightId: 'none' }), 400, 'application/study-right-unknown', ''],
  ])('%s', async (_case, body, status, code, fieldCode) => {
    const before = await everythingStored(SAARISTO);
    const oskar = await as('oskar');
    const reply = await oskar.post<{ code: string; errors?: { code: string }[] }>(APPLICATIONS, body);
    expect(reply).toMatchObject({ status, body: { code, status } });
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    if (fieldCode) expect(reply.body.errors?.map((error) => error.code)).toContain(fieldCode);
    expect(await everythingStored(SAARISTO)).toEqual(before);
  });

  it("another student's study right is as unknown as one that does not exist", async () => {
    const reply = await call('aino', 'post', '', aDraftInput({ studyRightId: studyRightOf('ville') }));
    expect(reply).toMatchObject({ status: 400, body: { code: 'application/study-right-unknown' } });
  });

  it.each([
    ['a handler', 'hanna'],
    ['an administrator', 'anna'],
    ['a provider', 'paivi'],
  ])('%s cannot write an application', async (_case, username) => {
    expect(await call(username, 'post', '', aDraftInput())).toMatchObject({
      status: 403,
      body: { code: 'application/role-not-allowed' },
    });
  });

  it('needs a valid Idempotency-Key and a person who is signed in', async () => {
    expect(await call('aino', 'post', '', aDraftInput(), { 'idempotency-key': 'x' })).toMatchObject({
      status: 400,
      body: { code: 'platform/not-acceptable-key' },
    });
    expect(await anonymous().post(APPLICATIONS, aDraftInput())).toMatchObject({
      status: 401,
      body: { code: 'platform/not-authenticated' },
    });
  });
});

describe('a draft that is edited', () => {
  it('needs the version that the student has seen', async () => {
    const draft = await aDraft();
    const rewritten = aDraftInput({ parts: [aPartInput({ creditsApplied: 3 }), aPartInput()] });
    const edit = (headers?: Record<string, string>) => call('aino', 'put', `/${draft.id}`, rewritten, headers);
    expect(await edit()).toMatchObject({ status: 428, body: { code: 'platform/version-required' } });
    expect(await edit({ 'if-match': '"1"' })).toMatchObject({
      status: 200,
      body: { version: 2, parts: [{ id: draft.parts[0]?.id }, {}] },
    });
    const other = aDraftInput({ parts: [aPartInput({ creditsApplied: 2 }), aPartInput()] });
    expect(await call('aino', 'put', `/${draft.id}`, other, { 'if-match': '"1"' })).toMatchObject({
      status: 409,
      body: { code: 'platform/stale-version', currentVersion: 2 },
    });
  });

  it('[R27] every reading by somebody else leaves an audit line, and so does every change; nobody else reads a draft', async () => {
    const draft = await aDraft();
    expect((await call('anna', 'get', `/${draft.id}`)).status).toBe(404);
    succeeded(await call('aino', 'post', `/${draft.id}/submit`, {}));
    await call('anna', 'get', `/${draft.id}`);
    const { rows } = await database('applications').query<{ action: string; subject_person_id: string }>(
      `SELECT action, subject_person_id FROM audit_event WHERE institution_oid = $1 AND target_id = $2 ORDER BY seq`,
      [METSALA, draft.id],
    );
    expect(rows.map((row) => row.action)).toEqual(['create-draft', 'submit-application', 'read-application']);
    expect(rows.every((row) => row.subject_person_id !== null)).toBe(true);
  });
});

/** The database keeps the fields of a stored answer in its own order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([k, v]) => [k, sorted(v)]),
  );
}
