import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database, eventually, type Reply, readTopic } from '#testing';
import { paakayttaja } from './koski.js';
import { givenHoks, givenStudyRight, invalidate, PATH, type Problem, transferOf } from './provider.js';
import { opiskeluoikeus, period, periods, STUDY_RIGHT_OID, suoritus } from './samples.js';
import {
  approve,
  type CaseBody,
  type CaseReply,
  CASES,
  type GivenCase,
  givenCase,
  openCase,
  propose,
  statusAndCode,
} from './support-desk.js';

const TOPIC = 'study-rights.study-right.v1';
const ELSEWHERE = '1.2.246.562.10.40000000004';
const ROUNDS = 20;

describe('the support desk', () => {
  let paivi: Client;
  let kaisa: Client;
  let tuki: Client;
  let toini: Client;
  beforeAll(async () => {
    [paivi, kaisa, tuki, toini] = await Promise.all([as('paivi'), as('kaisa'), as('tuki'), as('toini')]);
  });

  const db = () => database('study-rights');
  const standing = async (oid: string): Promise<{ invalidated: boolean; live: boolean; version: number }> => {
    const { rows } = await db().query<{ invalidated: boolean; live: boolean; version: number }>(
      `SELECT sr.invalidated, h.deleted_at IS NULL AS live, sr.version
       FROM study_right sr JOIN hoks h ON h.study_right_oid = sr.oid WHERE sr.oid = $1`,
      [oid],
    );
    const [row] = rows;
    if (row === undefined) throw new Error(`No pair for ${oid}`);
    return row;
  };
  const withdraw = (client: Client, id: string): Promise<CaseReply> => client.post(`${CASES}/${id}/withdraw`, {});
  const reject = (client: Client, id: string): Promise<CaseReply> =>
    client.post(`${CASES}/${id}/reject`, { reason: 'HOKSin voi poistaa itse.' });
  const fetchCase = (client: Client, id: string) => client.get<CaseBody & Problem>(`${CASES}/${id}`);

  it('[R160] [R169] [R170] the refusal leads to a case, and two people of the desk to its end', async () => {
    const studyRight = await givenStudyRight(paivi);
    const hoksId = await givenHoks(paivi, studyRight);
    const { oid, learner } = studyRight;
    const refused = await invalidate(paivi, oid);
    expect([...statusAndCode(refused), refused.body.supportCases]).toEqual([409, 'conflict.hoksExists', CASES]);
    expect(refused.body.nextSteps?.join(' ')).toContain(CASES);

    const [message, why] = [`viesti ${randomUUID()}`, `syy ${randomUUID()}`];
    const opened = await openCase(paivi, oid, { message });
    expect([opened.status, opened.body]).toMatchObject([201, { state: 'OPEN', hoksId, message }]);
    const { id } = opened.body;
    const again = await openCase(paivi, oid, { reason: 'NEVER_STARTED' });
    expect([again.status, again.body]).toEqual([200, opened.body]);

    const proposed = await propose(tuki, id, { reason: why });
    expect([proposed.status, proposed.body]).toMatchObject([200, { state: 'PROPOSED', proposal: { reason: why } }]);
    expect(await standing(oid)).toEqual({ invalidated: false, live: true, version: 1 });
    expect(statusAndCode(await approve(tuki, id))).toEqual([403, 'support-case/second-person-needed']);
    const done = await approve(toini, id);
    expect([done.status, done.body.state]).toEqual([200, 'COMPLETED']);
    expect(await standing(oid)).toEqual({ invalidated: true, live: false, version: 2 });
    expect((await paivi.get(`${PATH}/study-rights/${oid}`)).status).toBe(404);
    expect((await paivi.get(`${PATH}/hoks/${hoksId}`)).status).toBe(404);

    const published = await readTopic<object>(
      TOPIC,
      ({ key, headers }) => key === oid && headers['ce_type']?.endsWith('study-right-invalidated.v1') === true,
    );
    expect(published.body).toMatchObject({ reason: 'WRONG_TYPE', channel: 'REQUEST', supportCaseId: id });
    const deleted = await readTopic<object>(
      TOPIC,
      ({ key, headers }) => key === oid && headers['ce_type']?.endsWith('hoks-deleted.v1') === true,
    );
    expect(deleted.body).toMatchObject({ hoksId, supportCaseId: id });

    const { rows: audit } = await db().query<{ action: string; details: Record<string, unknown>; actor_id: string }>(
      `SELECT action, details, actor_id FROM audit_event WHERE subject_person_id = $1 ORDER BY seq`,
      [learner],
    );
    const people = { proposedBy: proposed.body.proposal?.by, approvedBy: done.body.closedBy };
    expect(people.proposedBy).not.toBe(people.approvedBy);
    for (const action of ['delete-hoks', 'invalidate-study-right', 'approve-override']) {
      expect(audit.find((line) => line.action === action)).toMatchObject({
        actor_id: people.approvedBy,
        details: people,
      });
    }
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['open-support-case', 'propose-override']),
    );

    const { rows: leaks } = await db().query(
      `SELECT 1 FROM audit_event WHERE details::text ~ $1 UNION ALL SELECT 1 FROM outbox WHERE payload::text ~ $1`,
      [`${message}|${why}`],
    );
    expect(leaks).toEqual([]);
  });

  it('[R169] the desk sees study right, versions, HOKS, refusals, who did what and the events; the provider only the case', async () => {
    const { oid, learner, hoksId, id } = await givenCase(paivi);
    await invalidate(paivi, oid);
    await propose(tuki, id);
    await paivi.put(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus({ oid, lisätiedot: { uutta: true } })));
    const { body } = await tuki.get<Record<string, unknown[]>>(`${CASES}/${id}`);
    expect(body).toMatchObject({
      id,
      studyRight: { oid, versionumero: 2 },
      versions: [{ version: 1 }, { version: 2 }],
      hoks: { id: hoksId, deletedAt: null },
      refusals: [{ key: 'conflict.hoksExists', hoksId, channel: 'REQUEST' }],
      proposal: { reason: 'Sovittu puhelimessa.' },
    });
    const actions = (body['audit'] as { action: string }[]).map(({ action }) => action);
    const expected = [
      'open-support-case',
      'create-hoks',
      'refuse-invalidation',
      'propose-override',
      'transfer-study-right',
    ];
    expect(actions).toEqual(expect.arrayContaining(expected));
    const events = (body['events'] as { type: string }[]).map(({ type }) => type).reverse();
    // A job publishes the survey whose day has come, at any moment.
    expect(events.filter((type) => type !== 'study-rights.feedback-decided.v1')).toEqual([
      'study-rights.study-right-stored.v1',
      'study-rights.hoks-stored.v1',
      'study-rights.study-right-invalidation-refused.v1',
      'study-rights.study-right-stored.v1',
    ]);
    expect((body['reads'] as { action: string }[]).map(({ action }) => action)).toEqual(['read-support-case']);
    const own = await paivi.get<object>(`${CASES}/${id}`);
    expect(Object.keys(own.body).sort()).toEqual(
      [
        ...['actions', 'closedAt', 'closingReason', 'hoksId', 'id', 'institutionName', 'institutionOid', 'message'],
        ...['openedAt', 'openedBy', 'qualification', 'reason', 'state', 'studyRightOid'],
      ].sort(),
    );
    const { rows } = await db().query(
      `SELECT 1 FROM audit_event WHERE subject_person_id = $1 AND action = 'read-support-case'`,
      [learner],
    );
    expect(rows).toHaveLength(2);
  });

  it('[R169] the events of a case are all that were ever published about its study right, whether or not the outbox has them still', async () => {
    const { oid, learner, hoksId, id } = await givenCase(paivi);
    const transfer = (more: object) =>
      paivi.put(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus({ oid, ...more })));
    const undo = `/ehoks-virkailija-backend/api/v1/hoks/${hoksId}/undo-shallow-delete`;
    await invalidate(paivi, oid);
    await invalidate(paivi, oid, { reason: 'OTHER' });
    await transfer({ lisätiedot: { uutta: true } });
    await transfer({ lisätiedot: { uutta: true } });
    await paivi.patch(`${PATH}/hoks/${hoksId}`, { id: hoksId, 'osaamisen-saavuttamisen-pvm': '2026-11-01' });
    expect((await paivi.delete(`${PATH}/hoks/${hoksId}`)).status).toBe(200);
    expect((await paakayttaja.patch(undo)).status).toBeLessThan(300);
    await eventually('both surveys have gone', async () => {
      const sql = `SELECT 1 FROM outbox WHERE aggregateid = $1 AND type LIKE '%feedback-decided%'`;
      return (await db().query(sql, [oid])).rowCount === 2;
    });
    expect((await paakayttaja.delete(`/ehoks-virkailija-backend/api/v1/hoks/${hoksId}`)).status).toBe(200);
    const anew = await givenHoks(paivi, { oid, learner });
    await paivi.delete(`${PATH}/hoks/${anew}`);
    expect((await invalidate(paivi, oid)).status).toBe(200);

    const { body } = await tuki.get<{ events: { type: string }[]; outbox: { type: string }[] }>(`${CASES}/${id}`);
    const types = (list: { type: string }[]) => list.map(({ type }) => type);
    expect(types(body.events)).toEqual(types(body.outbox));
    expect(new Set(types(body.events)).size).toBe(6);
    await db().query(`DELETE FROM outbox WHERE aggregateid = $1 AND published_at IS NOT NULL`, [oid]);
    const later = await tuki.get<{ events: unknown[] }>(`${CASES}/${id}`);
    expect(later.body.events).toEqual(body.events);
  });

  it('[R169] a case of many versions and reads shows the newest versions, and its doings before its reads', async () => {
    const { oid, id } = await givenCase(paivi);
    await db().query(
      `INSERT INTO study_right_version (institution_oid, study_right_oid, version, patch, actor_id, stored_at)
       SELECT institution_oid, oid, n, '[]', 'test', now() FROM study_right, generate_series(2, 150) n WHERE oid = $1`,
      [oid],
    );
    await db().query('UPDATE study_right SET version = 150 WHERE oid = $1', [oid]);
    await db().query(
      `INSERT INTO audit_event (institution_oid, at, actor_id, action, target_kind, target_id)
       SELECT institution_oid, now(), 'test', 'read-study-right', 'study-right', oid FROM study_right, generate_series(1, 150)
       WHERE oid = $1`,
      [oid],
    );
    const { body } = await tuki.get<Record<string, { version: number; action: string }[]>>(`${CASES}/${id}`);
    expect(body['versions']?.map(({ version }) => version)).toEqual(Array.from({ length: 100 }, (_, n) => 51 + n));
    expect(body['reads']).toHaveLength(100);
    expect(body['audit']?.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['open-support-case', 'create-hoks', 'transfer-study-right']),
    );
  });

  it('support-case/no-hoks: where nothing stands in the way there is nothing to open a case about', async () => {
    const { oid } = await givenStudyRight(paivi);
    const refused = await openCase(paivi, oid);
    expect(statusAndCode(refused)).toEqual([409, 'support-case/no-hoks']);
    expect((await invalidate(paivi, oid)).status).toBe(200);
    expect(statusAndCode(await openCase(paivi, oid))[1]).toBe('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia');
  });

  it.each<[string, object, number, string]>([
    ['[R165] another reason', { reason: 'OTHER' }, 400, 'badRequest.validation.tila.mitätöinninSyyEiSallittu'],
    ['no reason', { reason: undefined }, 400, 'platform/validation-failed'],
    ['an empty message', { message: '  ' }, 400, 'platform/validation-failed'],
    ['a message of 2001 characters', { message: 'x'.repeat(2001) }, 400, 'platform/validation-failed'],
    ['a NUL in the message', { message: '\u0000' }, 400, 'platform/validation-failed'],
    ['an unknown field', { force: true }, 400, 'platform/validation-failed'],
    ['no oid', { studyRightOid: 'x' }, 400, 'badRequest.queryParam.virheellinenOpiskeluoikeusOid'],
    [
      'an unknown study right',
      { studyRightOid: STUDY_RIGHT_OID },
      404,
      'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia',
    ],
  ])('bad input: %s', async (_, more, status, code) => {
    const studyRight = await givenStudyRight(paivi);
    await givenHoks(paivi, studyRight);
    expect(statusAndCode(await openCase(paivi, studyRight.oid, more))).toEqual([status, code]);
  });

  it.each<[string, (id: string) => Promise<Reply<Problem>>]>([
    ['an override without a reason', (id) => propose(tuki, id, {})],
    ['an override with an empty reason', (id) => propose(tuki, id, { reason: ' ' })],
    ['an approval with a body', (id) => toini.post(`${CASES}/${id}/approve`, { force: true })],
    ['a rejection without a reason', (id) => tuki.post(`${CASES}/${id}/reject`, {})],
    ['an id that is none', () => approve(toini, 'x')],
    ['an unknown state', () => tuki.get(`${CASES}?state=OPENED`)],
    ['a cursor that is none', () => tuki.get(`${CASES}?cursor=x`)],
  ])('bad input: %s is answered with platform/validation-failed', async (_, request) => {
    const { id } = await givenCase(paivi);
    expect(statusAndCode(await request(id))).toEqual([400, 'platform/validation-failed']);
    expect((await fetchCase(tuki, id)).body.state).toBe('OPEN');
  });

  it.each(['support-cases', 'broken-hoks', `study-rights/${STUDY_RIGHT_OID}/versions`])(
    'a cursor beyond every number leads to no page of %s, and to no error',
    async (list) => {
      const { oid } = await givenStudyRight(paivi);
      const real = list.replace(STUDY_RIGHT_OID, oid);
      const page = await tuki.get(`${PATH}/${real}?cursor=${Number.MAX_SAFE_INTEGER}`);
      expect([page.status, page.body]).toMatchObject([200, { items: [], nextCursor: null }]);
    },
  );

  it.each(['sourceId=%00', 'sourceId=%ED%A0%80', 'learnerOid=%00', 'oid=%00', 'type=%00', 'cursor=%00', 'cursor=AA'])(
    'bad input: a search by %s is refused or finds nothing',
    async (query) => {
      const { status } = await tuki.get(`${PATH}/study-rights?type=tuva&${query}`);
      expect([200, 400]).toContain(status);
    },
  );

  it('support-case/not-found: an unknown id, at every step', async () => {
    const id = randomUUID();
    const answers = [
      await fetchCase(tuki, id),
      await propose(tuki, id),
      await approve(tuki, id),
      await reject(tuki, id),
      await withdraw(paivi, id),
    ];
    expect(answers.map(statusAndCode)).toEqual(answers.map(() => [404, 'support-case/not-found']));
  });

  it('a provider withdraws, the desk rejects, and then nothing more is possible but a new case', async () => {
    const one = await givenCase(paivi);
    const offered = async () => {
      const page = `${CASES}?limit=100&state=`;
      const lines = (state: string) => paivi.get<{ items: (CaseBody & { allowedActions: string[] })[] }>(page + state);
      const pages = await Promise.all([lines('OPEN'), lines('WITHDRAWN')]);
      const line = pages.flatMap(({ body }) => body.items).find(({ id }) => id === one.id);
      return line?.allowedActions;
    };
    expect(await offered()).toEqual(['withdraw-support-case']);
    expect((await withdraw(paivi, one.id)).body.state).toBe('WITHDRAWN');
    expect(await offered()).toEqual([]);
    const two = await givenCase(paivi);
    await propose(tuki, two.id);
    expect((await reject(tuki, two.id)).body).toMatchObject({ state: 'REJECTED' });
    expect((await fetchCase(paivi, two.id)).body.closingReason).toBe('HOKSin voi poistaa itse.');
    for (const { id, oid } of [one, two]) {
      const answers = [
        await propose(tuki, id),
        await approve(toini, id),
        await reject(tuki, id),
        await withdraw(paivi, id),
      ];
      expect(answers.map(statusAndCode)).toEqual(answers.map(() => [409, 'support-case/step-not-possible']));
      expect(await standing(oid)).toEqual({ invalidated: false, live: true, version: 1 });
      const anew = await openCase(paivi, oid);
      expect(anew.status).toBe(201);
      expect(anew.body.id).not.toBe(id);
    }
  });

  it('[R161] the HOKS of a study right that has ended leaves by the desk only', async () => {
    const studyRight = await givenStudyRight(paivi);
    const hoksId = await givenHoks(paivi, studyRight);
    const ended = opiskeluoikeus({
      oid: studyRight.oid,
      ...periods(period('2026-08-10', 'lasna'), period('2026-09-01', 'eronnut')),
    });
    expect((await paivi.put(`${PATH}/transfers`, transferOf(studyRight.learner, ended))).status).toBe(200);
    const refused = await paivi.delete<Problem>(`${PATH}/hoks/${hoksId}`);
    expect([...statusAndCode(refused), refused.body.supportCases]).toEqual([
      403,
      'hoks/delete-study-right-not-active',
      CASES,
    ]);
    const { body } = await openCase(paivi, studyRight.oid);
    await propose(tuki, body.id);
    expect((await approve(toini, body.id)).status).toBe(200);
    expect(await standing(studyRight.oid)).toEqual({ invalidated: true, live: false, version: 3 });
  });

  it('[R164] conflict.mitätöintiVaatiiVahvistuksen: NEVER_STARTED with assessments is proposed with a confirmation', async () => {
    const assessed = suoritus('361902', 'ammatillinentutkinto', {
      osasuoritukset: [{ arviointi: [{ päivä: '2026-09-01' }] }],
    });
    const studyRight = await givenStudyRight(paivi, { suoritukset: [assessed] });
    await givenHoks(paivi, studyRight);
    const { body } = await openCase(paivi, studyRight.oid, { reason: 'NEVER_STARTED' });
    const asked = await propose(tuki, body.id);
    expect(statusAndCode(asked)).toEqual([409, 'conflict.mitätöintiVaatiiVahvistuksen']);
    expect((await propose(tuki, body.id, { reason: 'Vahvistettu.', confirmed: true })).status).toBe(200);
    expect((await approve(toini, body.id)).status).toBe(200);
  });

  it.each<[string, (given: GivenCase) => Promise<unknown>]>([
    [
      'the study right',
      ({ oid, learner }) =>
        paivi.put(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus({ oid, lisätiedot: { uutta: true } }))),
    ],
    [
      'the HOKS',
      ({ hoksId }) =>
        db().query(`UPDATE hoks SET data = data || '{"sahkoposti":"a@b.example"}' WHERE id = $1`, [hoksId]),
    ],
  ])('support-case/changed-since-proposal: %s changed; proposed anew it is approved', async (_, change) => {
    const given = await givenCase(paivi);
    await propose(tuki, given.id);
    await change(given);
    expect(statusAndCode(await approve(toini, given.id))).toEqual([409, 'support-case/changed-since-proposal']);
    expect(await standing(given.oid)).toMatchObject({ invalidated: false, live: true });
    expect((await propose(tuki, given.id)).status).toBe(200);
    expect((await approve(toini, given.id)).status).toBe(200);
  });

  it('a HOKS deleted meanwhile: the approval is refused, and so is a new proposal, since nothing stands in the way', async () => {
    const { oid, hoksId, id } = await givenCase(paivi);
    await propose(tuki, id);
    expect((await paivi.delete(`${PATH}/hoks/${hoksId}`)).status).toBe(200);
    expect(statusAndCode(await approve(toini, id))).toEqual([409, 'support-case/changed-since-proposal']);
    expect(statusAndCode(await propose(tuki, id))).toEqual([409, 'support-case/no-hoks']);
    expect((await invalidate(paivi, oid)).status).toBe(200);
    expect(statusAndCode(await propose(tuki, id))).toEqual([409, 'support-case/already-invalidated']);
    expect((await withdraw(paivi, id)).status).toBe(200);
  });

  it('lists cases by state and institution in pages, with an audit line for each person shown', async () => {
    const given = [await givenCase(paivi), await givenCase(paivi), await givenCase(paivi)];
    const seen: string[] = [];
    let cursor = '';
    do {
      const path = `${CASES}?state=OPEN&institution=1.2.246.562.10.30000000003&limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await tuki.get<{ items: CaseBody[]; nextCursor: string | null; total: number }>(path);
      expect(body.items.length).toBeLessThanOrEqual(2);
      expect(body.total).toBeGreaterThanOrEqual(given.length);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    expect(seen.filter((id) => given.some((one) => one.id === id))).toEqual(given.map(({ id }) => id));
    expect(new Set(seen).size).toBe(seen.length);
    const { rows } = await db().query(
      `SELECT subject_person_id FROM audit_event WHERE action = 'list-support-cases' AND subject_person_id = ANY($1)`,
      [given.map(({ learner }) => learner)],
    );
    expect(rows).toHaveLength(3);
    const elsewhere = await tuki.get<{ items: unknown[] }>(`${CASES}?institution=${ELSEWHERE}&limit=1`);
    expect(elsewhere.status).toBe(200);
    const malformed = await tuki.get<Problem>(`${CASES}?institution=x`);
    expect(statusAndCode(malformed)).toEqual([400, 'badRequest.queryParam.virheellinenOrganisaatioOid']);
  });

  it('[R169] the desk reaches every organisation, a provider its own', async () => {
    const { id, oid, hoksId } = await givenCase(paivi);
    for (const table of ['study_right', 'hoks', 'support_case']) {
      const column = { study_right: 'oid', hoks: 'study_right_oid', support_case: 'study_right_oid' }[table];
      await db().query(`UPDATE ${table} SET institution_oid = $1 WHERE ${column} = $2`, [ELSEWHERE, oid]);
    }
    const hidden = [await fetchCase(paivi, id), await withdraw(paivi, id)];
    expect(hidden.map(statusAndCode)).toEqual(hidden.map(() => [404, 'support-case/not-found']));
    const own = await paivi.get<{ items: CaseBody[] }>(`${CASES}?limit=100`);
    expect(own.body.items.map((one) => one.id)).not.toContain(id);
    const theirs = await tuki.get<{ items: CaseBody[] }>(`${CASES}?institution=${ELSEWHERE}&limit=100`);
    expect(theirs.body.items.map((one) => one.id)).toContain(id);
    expect((await tuki.get(`${PATH}/study-rights/${oid}`)).status).toBe(200);
    expect((await tuki.get(`${PATH}/hoks/${hoksId}`)).status).toBe(200);
    await propose(tuki, id);
    expect((await approve(toini, id)).status).toBe(200);
    expect(await standing(oid)).toMatchObject({ invalidated: true, live: false });
  });

  describe('rights', () => {
    const ADMITTED: Readonly<Record<string, readonly string[]>> = {
      'open a case': ['paivi'],
      'list cases': ['paivi', 'tuki'],
      'read a case': ['paivi', 'tuki'],
      'withdraw a case': ['paivi'],
      'propose an override': ['tuki'],
      'approve an override': ['tuki'],
      'reject a case': ['tuki'],
      'list broken pairs': ['tuki'],
      'repair a pair': ['tuki'],
      'list versions': ['paivi', 'kaisa', 'tuki'],
      'read a version': ['paivi', 'kaisa', 'tuki'],
      search: ['paivi', 'kaisa', 'tuki'],
    };
    const unknown = randomUUID();
    const requests: Readonly<Record<string, (client: Client) => Promise<Reply>>> = {
      'open a case': (client) => openCase(client, STUDY_RIGHT_OID),
      'list cases': (client) => client.get(`${CASES}?limit=1`),
      'read a case': (client) => fetchCase(client, unknown),
      'withdraw a case': (client) => withdraw(client, unknown),
      'propose an override': (client) => propose(client, unknown),
      'approve an override': (client) => approve(client, unknown),
      'reject a case': (client) => reject(client, unknown),
      'list broken pairs': (client) => client.get(`${PATH}/broken-hoks?limit=1`),
      'repair a pair': (client) => client.post(`${PATH}/broken-hoks/2147483647/repair`, { reason: 'x' }),
      'list versions': (client) => client.get(`${PATH}/study-rights/${STUDY_RIGHT_OID}/versions`),
      'read a version': (client) => client.get(`${PATH}/study-rights/${STUDY_RIGHT_OID}/versions/1`),
      search: (client) => client.get(`${PATH}/study-rights?oid=${STUDY_RIGHT_OID}`),
    };
    const everybody = ['aino', 'hanna', 'anna', 'kaisa', 'paivi', 'tuki', 'otso'];

    it.each(Object.entries(ADMITTED))('%s: %j and nobody else', async (what, admitted) => {
      const statuses = await Promise.all(
        everybody.map(async (name) => [name, (await requests[what]?.(await as(name)))?.status] as const),
      );
      expect(statuses.filter(([, status]) => status !== 403).map(([name]) => name)).toEqual(
        everybody.filter((name) => admitted.includes(name)),
      );
    });

    it('a viewer of the same organisation sees no cases', async () => {
      const { id } = await givenCase(paivi);
      expect((await fetchCase(kaisa, id)).status).toBe(403);
    });
  });

  describe(`at the same moment (${ROUNDS} rounds)`, () => {
    const rounds = async (
      other: (given: GivenCase) => Promise<{ status: number }>,
      judge: (given: GivenCase, approved: boolean, otherDone: boolean) => Promise<void>,
    ) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const given = await givenCase(paivi);
        expect((await propose(tuki, given.id)).status).toBe(200);
        const tasks = [() => approve(toini, given.id), () => other(given)] as const;
        const [one, two] = await Promise.all(round % 2 === 0 ? [tasks[0](), tasks[1]()] : [tasks[1](), tasks[0]()]);
        const [approval, rival] = round % 2 === 0 ? [one, two] : [two, one];
        await judge(given, approval?.status === 200, rival?.status === 200);
      }
    };

    it('[R169] two approvals: one of them completes the case', async () => {
      await rounds(
        ({ id }) => approve(toini, id),
        async ({ oid }, first, second) => {
          expect([first, second].filter(Boolean)).toHaveLength(1);
          expect(await standing(oid)).toEqual({ invalidated: true, live: false, version: 2 });
        },
      );
    }, 180_000);

    it('[R169] an approval and the deletion of the HOKS by the provider: one of them deletes it, and its own doing is done', async () => {
      await rounds(
        ({ hoksId }) => paivi.delete(`${PATH}/hoks/${hoksId}`),
        async ({ oid, hoksId }, approved, deleted) => {
          // It is deleted, whichever came first: the provider learns so, and an approval has nothing left to override.
          expect(deleted).toBe(true);
          expect(await standing(oid)).toMatchObject({ invalidated: approved, live: false });
          const { rows } = await db().query<{ overridden: boolean }>(
            `SELECT details ? 'supportCaseId' AS overridden FROM audit_event
             WHERE action = 'delete-hoks' AND target_id = $1`,
            [String(hoksId)],
          );
          expect(rows).toEqual([{ overridden: approved }]);
        },
      );
    }, 180_000);

    it('[R169] an approval and a new transfer: one of them', async () => {
      await rounds(
        ({ oid, learner }) =>
          paivi.put(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus({ oid, lisätiedot: { uutta: true } }))),
        async ({ oid }, approved, transferred) => {
          expect([approved, transferred].filter(Boolean)).toHaveLength(1);
          expect(await standing(oid)).toEqual({ invalidated: approved, live: !approved, version: 2 });
        },
      );
    }, 180_000);

    it('[R169] an approval and the withdrawal of the case by the provider: one of them', async () => {
      await rounds(
        ({ id }) => withdraw(paivi, id),
        async ({ oid, id }, approved, withdrawn) => {
          expect([approved, withdrawn].filter(Boolean)).toHaveLength(1);
          expect((await fetchCase(tuki, id)).body.state).toBe(approved ? 'COMPLETED' : 'WITHDRAWN');
          expect(await standing(oid)).toMatchObject({ invalidated: approved, live: !approved });
        },
      );
    }, 180_000);

    it('[R169] opening the same case twice: one case', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const studyRight = await givenStudyRight(paivi);
        await givenHoks(paivi, studyRight);
        const answers = await Promise.all([openCase(paivi, studyRight.oid), openCase(paivi, studyRight.oid)]);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
        expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      }
    }, 180_000);
  });
});
