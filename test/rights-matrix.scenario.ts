import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { as, closeTesting, database, eventually } from '#testing';
import { demoPerson, studyRightOf } from '#testing/demo';
import {
  aDraftInput,
  anOpenApplication,
  type Answer,
  APPLICATIONS,
  aSentApplication,
  call,
  METSALA,
  succeeded,
} from '../apps/applications/test/driving.js';
import { type Matrix, RIGHTS, type Rows, rowsOf, setRights } from '../apps/applications/test/rights.js';
import {
  applicationInProcess,
  APPROVAL,
  decide,
  decidedPart,
  partInput,
  record,
} from '../apps/decisions/test/driving.js';

interface Effect {
  readonly action: string;
  readonly gains: Affected;
  readonly loses: Affected;
  readonly otherwise: Affected;
}
interface Affected {
  readonly total: number;
  readonly first: readonly { readonly name: string }[];
}
interface Preview {
  readonly changes: readonly object[];
  readonly effects: readonly Effect[];
  readonly code?: string;
}
interface Versions {
  readonly items: readonly { version: number; reason: string; changedBy: string; changes: readonly object[] }[];
  readonly nextCursor: string | null;
}

const SAME = { role: 'HANDLER', conditions: ['SAME_PROGRAMME'] };
/** Denied in one service, denied in all, so soon. */
const EVERYWHERE_WITHIN_MS = 2_000;

function nameOf(username: string): string {
  const { firstName, lastName } = demoPerson(username);
  return `${firstName} ${lastName}`;
}

async function preview(username: string, rows: Rows) {
  return (await as(username)).post<Preview>(`${RIGHTS}/preview`, { rows: rowsOf(rows) });
}

/** The code of a refusal; undefined when it went through. */
function codeOf({ body }: { readonly body: unknown }): string | undefined {
  return (body as { code?: string }).code;
}

describe('the rights matrix of an institution', () => {
  afterEach(async () => void (await setRights({}, 'Takaisin oletukseen.')));
  afterAll(closeTesting);

  it.each(['aino', 'hanna', 'raija', 'tuki'])('[R14] is neither shown to %s nor changed by them', async (username) => {
    const client = await as(username);
    const change = { rows: [], reason: 'Ei sallittu.' };
    for (const reply of [
      await client.get(RIGHTS),
      await client.get(`${RIGHTS}/versions`),
      await preview(username, {}),
      await client.put(RIGHTS, change, { 'if-match': '"0"' }),
    ])
      expect([reply.status, codeOf(reply)]).toEqual([403, 'application/role-not-allowed']);
  });

  it('[R14] shows before a change who gains and loses what, and stores nothing', async () => {
    const before = (await (await as('anna')).get<Matrix>(RIGHTS)).body;
    const { status, body } = await preview('anna', {
      'record-recognition': [{ role: 'HANDLER', conditions: ['HOLDS_THE_STEP'] }, { role: 'ADMIN' }],
    });
    expect([status, body.changes]).toEqual([
      200,
      [
        { action: 'record-recognition', role: 'DECISION_MAKER', before: ['HOLDS_THE_STEP'], after: null },
        { action: 'record-recognition', role: 'RECORDER', before: [], after: null },
        { action: 'record-recognition', role: 'ADMIN', before: null, after: [] },
      ],
    ]);
    const [effect] = body.effects;
    const names = (affected: Affected | undefined) => affected?.first.map(({ name }) => name);
    expect(names(effect?.gains)).toContain(nameOf('anna'));
    expect(names(effect?.loses)).toContain(nameOf('raija'));
    expect(names(effect?.otherwise)).toEqual(expect.arrayContaining([nameOf('hanna'), nameOf('heikki')]));
    expect((await (await as('anna')).get<Matrix>(RIGHTS)).body).toEqual(before);
  });

  it('[R15] offers as handlers exactly those to whom an application can be sent', async () => {
    await setRights({ 'handle-application': [SAME] }, 'Käsittelijän on oltava samasta tutkinto-ohjelmasta.');
    const ville = await as('ville');
    const search = `/api/applications/v1/handlers?programmeCode=KAS-MAISTERI`;
    const offered = (await ville.get<{ items: { personId: string }[] }>(search)).body.items.map((one) => one.personId);
    expect(offered).toContain(demoPerson('heikki').personId);
    for (const username of ['hanna', 'heikki', 'raija', 'anna']) {
      const { personId: handlerId } = demoPerson(username);
      const draft = await call('ville', 'post', '', aDraftInput({ studyRightId: studyRightOf('ville'), handlerId }));
      const sent = await call('ville', 'post', `/${succeeded(draft).id}/submit`, { handlerId });
      expect([username, sent.status]).toEqual([username, offered.includes(handlerId) ? 200 : 400]);
      if (username === 'hanna')
        expect((sent.body as Answer).errors).toMatchObject([{ code: 'application/handler-of-other-programme' }]);
      const { id, version } = (await call('ville', 'get', `/${draft.body.id}`)).body;
      const undo = sent.status === 200 ? ville.post(`${APPLICATIONS}/${id}/cancel`, {}) : undefined;
      await (undo ?? ville.delete(`${APPLICATIONS}/${id}`, undefined, { 'if-match': `"${version}"` }));
    }
  });

  it('[R14] a denied action is refused and not offered any more, and nothing is published', async () => {
    const { id } = await aSentApplication();
    await setRights({ 'start-processing': [{ role: 'DECISION_MAKER', conditions: ['NOT_OWN_APPLICATION'] }] });
    // Hanna decides as well; Heikki's rights are the same, but he handles no part of it.
    expect((await call('hanna', 'get', `/${id}`)).body.allowedActions).toContain('start-processing');
    await setRights({ 'start-processing': [] });
    expect((await call('hanna', 'get', `/${id}`)).body.allowedActions).not.toContain('start-processing');
    const events = () =>
      database('applications').query(`SELECT count(*)::int AS n FROM outbox WHERE aggregateid = $1`, [id]);
    const before = (await events()).rows;
    const refused = await call('hanna', 'post', `/${id}/start-processing`, {});
    expect([refused.status, codeOf(refused)]).toEqual([403, 'application/role-not-allowed']);
    expect((await events()).rows).toEqual(before);
  });

  it('[R14] who may no longer read finds an application nowhere, within two seconds in each service', async () => {
    const { id } = await anOpenApplication();
    const [heikki, anna] = [await as('heikki'), await as('anna')];
    const places = [`${APPLICATIONS}/${id}`, `/api/decisions/v1/cases/${id}`];
    const found = async (client: typeof anna) =>
      (await Promise.all(places.map((place) => client.get(place)))).map(({ status }) => status).join();
    await eventually('Anna finds it', async () => (await found(anna)) === '200,200');
    expect(await found(heikki)).toBe('404,404');

    await setRights({ 'read-application': [{ role: 'HANDLER', conditions: ['SAME_PROGRAMME'] }] });
    await eventually(
      'Heikki of the programme finds it',
      async () => (await found(heikki)) === '200,200',
      EVERYWHERE_WITHIN_MS,
    );
    // To a role that reads none the applications service says so.
    await eventually('Anna does not', async () => (await found(anna)) === '403,404', EVERYWHERE_WITHIN_MS);
    const listed = (await heikki.get<{ items: { id: string }[] }>(`${APPLICATIONS}?view=all&limit=100`)).body.items;
    expect(listed.map((one) => one.id)).toContain(id);
    expect((await anna.get<{ items: unknown[] }>(`${APPLICATIONS}?view=all`)).body.items).toEqual([]);
  });

  it('[R14] the decisions service asks its own copy: decisions and recordings are denied within two seconds', async () => {
    const { applicationId, partIds } = await applicationInProcess(partInput());
    const { decisionId } = await decidedPart(partInput(), APPROVAL);
    const [hanna, raija] = [await as('hanna'), await as('raija')];
    await setRights({
      'make-decision': [],
      'record-recognition': [{ role: 'RECORDER', conditions: ['SAME_PROGRAMME'] }],
    });
    await eventually(
      'Raija, of no programme, does not record',
      async () => codeOf(await record(raija, decisionId)) === 'decision/condition-not-met',
      EVERYWHERE_WITHIN_MS,
    );
    const decided = await decide(hanna, applicationId, partIds[0], APPROVAL);
    expect([decided.status, codeOf(decided)]).toEqual([403, 'decision/not-allowed']);
    const seen = await hanna.get<{ parts: { actions: unknown[] }[] }>(`/api/decisions/v1/cases/${applicationId}`);
    expect(seen.body.parts.map(({ actions }) => actions)).toEqual([[]]);
    expect((await record(hanna, decisionId)).status).toBeLessThan(300);

    await setRights({});
    await eventually(
      'Hanna decides again',
      async () => (await decide(hanna, applicationId, partIds[0], APPROVAL)).status === 202,
      EVERYWHERE_WITHIN_MS,
    );
  });

  it.each<[string, Rows, number, string]>([
    ['a right of students', { 'cancel-application': [{ role: 'HANDLER' }] }, 400, 'application/right-not-changeable'],
    [
      'a right given to students',
      { 'make-decision': [{ role: 'STUDENT' }] },
      400,
      'application/right-not-for-the-role',
    ],
    ['a condition that cannot be told', { 'list-all': [SAME] }, 400, 'application/condition-not-possible'],
    [
      'a part decided by anybody',
      { 'make-decision': [{ role: 'HANDLER' }] },
      400,
      'application/condition-not-possible',
    ],
    ['nobody left to change it', { 'change-rights-matrix': [] }, 409, 'application/nobody-could-change-rights'],
    ['an unknown action', { 'rule-the-world': [] }, 400, 'platform/request-not-acceptable'],
  ])('[R14] refuses %s, also in the preview, and changes nothing', async (_case, rows, status, code) => {
    const anna = await as('anna');
    const before = (await anna.get<Matrix>(RIGHTS)).body;
    const shown = await preview('anna', rows);
    const set = await anna.put(
      RIGHTS,
      { rows: rowsOf(rows), reason: 'Ei käy.' },
      { 'if-match': `"${before.version}"` },
    );
    expect([shown.status, set.status]).toEqual([status, status]);
    if (code.startsWith('application/')) expect([codeOf(shown), codeOf(set)]).toEqual([code, code]);
    expect((await anna.get<Matrix>(RIGHTS)).body).toEqual(before);
  });

  it('[R14] knows a repetition, refuses what was changed meanwhile, and keeps each version with its reason', async () => {
    const { version } = await setRights({ 'list-handling': [{ role: 'HANDLER' }] }, 'Vain käsittelijät.');
    const anna = await as('anna');
    const again = (expected: number, reason: string) =>
      anna.put<Matrix>(
        RIGHTS,
        { rows: rowsOf({ 'list-handling': [{ role: 'HANDLER' }] }), reason },
        { 'if-match': `"${expected}"` },
      );
    expect((await again(version - 1, 'Vain käsittelijät.')).body.version).toBe(version);
    const stale = await again(version - 1, 'Toinen syy.');
    expect([stale.status, codeOf(stale)]).toEqual([409, 'platform/stale-version']);
    expect((await anna.put(RIGHTS, { rows: [] }, { 'if-match': `"${version}"` })).status).toBe(400);
    expect((await anna.put(RIGHTS, { rows: [], reason: 'Ilman versiota.' })).status).toBe(428);
    const { items } = (await anna.get<Versions>(`${RIGHTS}/versions?limit=1`)).body;
    expect(items).toMatchObject([{ version, reason: 'Vain käsittelijät.', changedBy: nameOf('anna') }]);
    expect(items[0]?.changes).toEqual([{ action: 'list-handling', role: 'DECISION_MAKER', before: [], after: null }]);
    const { rows } = await database('applications').query<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_event WHERE institution_oid = $1 AND action = 'change-rights-matrix'
          AND details ->> 'version' = $2`,
      [METSALA, String(version)],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });
});
