import { beforeAll, describe, expect, it } from '@jest/globals';
import { readTopic, type Reply } from '#testing';
import { studyRightOf } from '#testing/demo';
import { aDraft, type Answer, anOpenApplication, aPartInput, call, HANNA, succeeded } from './driving.js';

interface Shown {
  readonly completeness: readonly { path: string; code: string; severity: string; message: { sv: string } }[] | null;
  readonly toCorrect: readonly object[];
}

const LINES = [
  ['handlerId', 'application/handler-required'],
  ['parts.0.type', 'application/type-required'],
  ['parts.0.bases', 'application/basis-required'],
  ['parts.0.creditsApplied', 'application/credits-required'],
];

/** What the answer says is missing, as pairs of path and code. */
function missingIn({ body }: Reply<Answer>) {
  return (body as unknown as Shown).completeness?.map(({ path, code }) => [path, code]);
}

function refusedFor({ body }: Reply<Answer>) {
  return body.errors?.map(({ path, code }) => [path, code]);
}

function edit(id: string, version: number, changes: object) {
  const body = { studyRightId: studyRightOf('aino'), ...changes };
  return call('aino', 'put', `/${id}`, body, { 'if-match': `"${version}"` });
}

describe('a draft that is not complete', () => {
  it('[R3] [R27] is saved with a study right alone, and says what sending refuses, field by field', async () => {
    const created = await call('aino', 'post', '', { studyRightId: studyRightOf('aino') });
    expect(created).toMatchObject({
      status: 201,
      body: { parts: [{ number: 1, type: 'UNDECIDED', bases: [], targets: [], creditsApplied: 0 }] },
    });
    expect(missingIn(created)).toEqual(LINES);
    const { id } = created.body;
    const read = await call('aino', 'get', `/${id}`);
    expect(missingIn(read)).toEqual(LINES);
    expect(read.body).toMatchObject({
      completeness: [
        { severity: 'ERROR', message: { sv: 'Välj den handläggare som ansökan skickas till.' } },
        {},
        {},
        {},
      ],
      toCorrect: [],
    });

    const refused = await call('aino', 'post', `/${id}/submit`, {});
    expect(refused).toMatchObject({ status: 400, body: { code: 'application/content-not-accepted' } });
    expect(refusedFor(refused)).toEqual(LINES);
    expect((await call('aino', 'get', `/${id}`)).body).toMatchObject({ state: 'DRAFT', version: 1 });
  });

  it('[R46] [R52] [R65] has less to complete with each saving, and is sent when nothing is left', async () => {
    const { id } = succeeded(await call('aino', 'post', '', { studyRightId: studyRightOf('aino'), parts: [] }));
    const basis = { kind: 'COMPETENCE', name: null, gainedOn: null };
    const begun = await edit(id, 1, { handlerId: HANNA, parts: [{ type: 'SUBSTITUTION', bases: [basis] }] });
    expect(begun.body).toMatchObject({ parts: [{ bases: [{ name: '', gainedOn: '', organisation: null }] }] });
    expect(missingIn(begun)).toEqual([
      ['parts.0.targets', 'application/target-required'],
      ['parts.0.creditsApplied', 'application/credits-required'],
      ['parts.0.bases.0.name', 'application/name-required'],
      ['parts.0.bases.0.gainedOn', 'application/date-required'],
    ]);
    const further = await edit(id, 2, {
      handlerId: HANNA,
      parts: [{ type: 'INCLUSION', bases: [{ ...basis, name: 'Scrum Master' }], creditsApplied: 5 }],
    });
    expect(missingIn(further)).toEqual([['parts.0.bases.0.gainedOn', 'application/date-required']]);
    const complete = await edit(id, 3, { handlerId: HANNA, parts: [aPartInput()] });
    expect(missingIn(complete)).toEqual([]);

    const sent = await call('aino', 'post', `/${id}/submit`, {});
    expect(sent).toMatchObject({ status: 200, body: { state: 'SENT', completeness: null } });
    expect((await call('hanna', 'get', `/${id}`)).body).toMatchObject({
      completeness: null,
      parts: [{ type: 'SUBSTITUTION', bases: [{ name: 'Scrum Master', gainedOn: '2022-05-15' }] }],
    });
  });

  it('is refused what is wrong at once: only what is missing can wait', async () => {
    const { id } = await aDraft();
    const wrong = {
      bases: [{ kind: 'STUDY', gainedOn: '2999-01-01' }],
      targets: [{ courseCode: 'NONE' }],
      creditsApplied: -1,
    };
    const reply = await edit(id, 1, { parts: [wrong] });
    expect(reply.status).toBe(400);
    expect(refusedFor(reply)).toEqual([
      ['parts.0.creditsApplied', 'application/credits-out-of-range'],
      ['parts.0.targets.0.courseCode', 'application/course-unknown'],
      ['parts.0.bases.0.gainedOn', 'application/date-out-of-range'],
    ]);
  });
});

describe('a returned part that is being completed', () => {
  let id = '';
  let partId = '';
  const write = (version: number, body: object) =>
    call('aino', 'put', `/${id}/parts/${partId}`, body, { 'if-match': `"${version}"` });

  beforeAll(async () => {
    const open = await anOpenApplication(2);
    id = open.id;
    partId = open.parts[1]?.id ?? '';
    succeeded(
      await call('hanna', 'post', `/${id}/parts/${partId}/return`, { reasonCodes: ['TYPE'], message: 'Tyyppi?' }),
    );
  });

  it('[R33] [R110] [D11] is saved without everything; the handler reads what was sent until it is sent again', async () => {
    const edited = await write(4, { type: 'EXEMPTION', bases: [{ kind: 'STUDY', name: 'Projektikurssi' }] });
    expect(missingIn(edited)).toEqual([
      ['parts.1.targets', 'application/target-required'],
      ['parts.1.bases.0.gainedOn', 'application/date-required'],
    ]);
    expect((await call('hanna', 'get', `/${id}`)).body).toMatchObject({
      completeness: null,
      parts: [{ type: 'SUBSTITUTION' }, { type: 'SUBSTITUTION', bases: [{ name: 'Scrum Master' }] }],
    });

    const refused = await call('aino', 'post', `/${id}/resubmit`, {});
    expect(refused).toMatchObject({ status: 400, body: { code: 'application/content-not-accepted' } });
    expect(refusedFor(refused)).toEqual(missingIn(edited));
  });

  it('[R110] is sent again complete, to the same handler', async () => {
    const exemption = {
      ...aPartInput({ type: 'EXEMPTION', bases: [{ kind: 'STUDY', name: 'Projektikurssi', gainedOn: '2024-05-01' }] }),
    };
    expect(missingIn(await write(5, exemption))).toEqual([]);
    expect(succeeded(await call('aino', 'post', `/${id}/resubmit`, {}))).toMatchObject({ state: 'IN_PROCESS' });
    expect((await call('hanna', 'get', `/${id}`)).body).toMatchObject({
      parts: [{}, { type: 'EXEMPTION', handlerId: HANNA }],
    });
    const event = await readTopic<{ applicationId: string; parts?: object[] }>(
      'applications.application.v1',
      ({ body }) => body.applicationId === id && body.parts?.length === 1,
    );
    expect(event.body.parts).toMatchObject([{ partId, type: 'EXEMPTION', bases: [{ name: 'Projektikurssi' }] }]);
  });
});
