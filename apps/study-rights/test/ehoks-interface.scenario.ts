import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { as, type Client, database, readTopic } from '#testing';
import { DEMO } from '#testing/demo';
import { hoksCreation } from '../src/ehoks/hoks-body.js';
import { EHOKS, type EhoksBody, givenPair, HOKS, idOf, postHoks, said } from './ehoks.js';
import {
  given,
  katselija,
  mitatoi,
  mitatoija,
  paakayttaja,
  payload,
  putOppija,
  serviceUser,
  slaveOf,
  tallentaja,
  toinen,
} from './koski.js';
import { freshLearner, type Problem } from './provider.js';
import { hoks, OPPILAITOS, period, STUDY_RIGHT_OID } from './samples.js';

const OWN = '/api/study-rights/v1/hoks';
const db = () => database('study-rights');
const ended = (sent: ReturnType<typeof payload>) => ({
  ...sent,
  tila: { opiskeluoikeusjaksot: [...sent.tila.opiskeluoikeusjaksot, period('2026-10-01', 'eronnut')] },
});

/** A study right that was invalidated although it has a HOKS: such pairs are left from before the guard. */
async function breakPair(oid: string): Promise<void> {
  await db().query(
    `UPDATE study_right SET invalidated = true, invalidation_reason = 'WRONG_TYPE', invalidated_on = '2026-11-01' WHERE oid = $1`,
    [oid],
  );
}

/** What was done with a HOKS; not what a job tells of at its own time. */
async function auditOf(id: number): Promise<string[]> {
  const { rows } = await db().query<{ action: string }>(
    `SELECT action FROM audit_event
     WHERE target_kind = 'hoks' AND target_id = $1 AND action <> 'trigger-feedback' ORDER BY seq`,
    [String(id)],
  );
  return rows.map(({ action }) => action);
}

const stringify = (value: object): string => JSON.stringify(value);
const onValid = (fields: object): string => JSON.stringify({ ...hoks(), ...fields });
const changes = [
  (id: number) => ['put', `${HOKS}/${id}`] as const,
  (id: number) => ['patch', `${HOKS}/${id}`] as const,
] as const;

describe("eHOKS's interface", () => {
  let paivi: Client;
  let mirja: Client;
  beforeAll(async () => {
    [paivi, mirja] = await Promise.all([as('paivi'), as('mirja')]);
  });

  it('[R156] [R157] minimum data are stored and read by id and by study right; meta tells id and pen', async () => {
    const studyRight = await given(payload('ammatillinen-tutkinto'));
    const posted = await postHoks(studyRight);
    const { id } = posted.body.meta;
    expect([posted.status, posted.body]).toEqual([200, { meta: { id }, data: { uri: `${HOKS}/${id}` } }]);
    const read = await katselija.get<EhoksBody>(`${HOKS}/${id}`);
    const data = { id, eid: expect.any(String), ...hoks(studyRight.oid, studyRight.learner), manuaalisyotto: false };
    const shown = { meta: { kyna: false }, data, palaute: expect.objectContaining({ feedbackEligible: true }) };
    expect([read.status, read.body]).toEqual([200, shown]);
    expect((await katselija.get(`${HOKS}/opiskeluoikeus/${studyRight.oid}`)).body).toEqual(shown);
    expect(await auditOf(id)).toEqual(['create-hoks', 'read-hoks', 'read-hoks']);
  });

  it.each(['valma', 'telma', 'tuva'] as const)('[R171] a HOKS for %s', async (name) => {
    // As it was when it began: VALMA as a whole has ended by now.
    const [first] = payload(name).tila.opiskeluoikeusjaksot;
    const studyRight = await given(payload(name, { tila: { opiskeluoikeusjaksot: [first] } }));
    expect((await postHoks(studyRight)).status).toBe(200);
  });

  it('hoks/none-for-study-right "No HOKS found with given opiskeluoikeus"; hoks/not-found "HOKS not found"', async () => {
    const { oid, id } = await givenPair();
    const other = await given(payload('ammatillinen-tutkinto'));
    const none = [404, 'hoks/none-for-study-right', 'No HOKS found with given opiskeluoikeus'];
    const missing = [404, 'hoks/not-found', 'HOKS not found'];
    expect(said(await katselija.get(`${HOKS}/opiskeluoikeus/${other.oid}`))).toEqual(none);
    expect(said(await toinen.get(`${HOKS}/opiskeluoikeus/${oid}`))).toEqual(none);
    expect(said(await toinen.get(`${HOKS}/${id}`))).toEqual(missing);
    expect(said(await katselija.get(`${HOKS}/2147483647`))).toEqual(missing);
    expect((await katselija.get(`${HOKS}/0`)).status).toBe(400);
    expect((await katselija.get(`${HOKS}/opiskeluoikeus/1.2.246.562.15.1`)).status).toBe(400);
  });

  describe('storing: what is checked, in what words (nothing is stored)', () => {
    it('hoks/study-right-not-found "Opiskeluoikeus `X` not found in Koski": unknown, another\'s, invalidated', async () => {
      const { oid, learner } = await given(payload('ammatillinen-tutkinto'));
      const words = (x: string) => [400, 'hoks/study-right-not-found', `Opiskeluoikeus \`${x}\` not found in Koski`];
      expect(said(await postHoks({ oid: STUDY_RIGHT_OID, learner }))).toEqual(words(STUDY_RIGHT_OID));
      expect(said(await postHoks({ oid, learner }, {}, toinen))).toEqual(words(oid));
      expect((await mitatoi(mitatoija, oid)).status).toBe(200);
      expect(said(await postHoks({ oid, learner }))).toEqual(words(oid));
    });

    it('hoks/not-the-learners-study-right "No opiskeluoikeus X found for oppija Y"', async () => {
      const { oid } = await given(payload('ammatillinen-tutkinto'));
      const learner = freshLearner();
      const message = `No opiskeluoikeus ${oid} found for oppija ${learner}`;
      expect(said(await postHoks({ oid, learner }))).toEqual([400, 'hoks/not-the-learners-study-right', message]);
    });

    it('hoks/study-right-is-contained "Opiskeluoikeus `X` sisältyy toiseen opiskeluoikeuteen."', async () => {
      const contained = { oppilaitos: payload('tuva').oppilaitos, oid: STUDY_RIGHT_OID };
      const studyRight = await given(payload('ammatillinen-tutkinto', { sisältyyOpiskeluoikeuteen: contained }));
      const message = `Opiskeluoikeus \`${studyRight.oid}\` sisältyy toiseen opiskeluoikeuteen.`;
      expect(said(await postHoks(studyRight))).toEqual([400, 'hoks/study-right-is-contained', message]);
    });

    it('hoks/study-right-not-active "Opiskeluoikeus `X` is no longer active"; hoks/study-right-type for lukio', async () => {
      const studyRight = await given(ended(payload('ammatillinen-tutkinto')));
      const message = `Opiskeluoikeus \`${studyRight.oid}\` is no longer active`;
      expect(said(await postHoks(studyRight))).toEqual([400, 'hoks/study-right-not-active', message]);
      expect(said(await postHoks(await given(payload('lukio')))).slice(0, 2)).toEqual([400, 'hoks/study-right-type']);
    });

    it('hoks/exists "HOKS with the same opiskeluoikeus-oid already exists"; hoks/archived-exists "Archived HOKS with given opiskeluoikeus oid found. Contact eHOKS support for more information."', async () => {
      const pair = await givenPair();
      const exists = 'HOKS with the same opiskeluoikeus-oid already exists';
      expect(said(await postHoks(pair))).toEqual([400, 'hoks/exists', exists]);
      expect((await tallentaja.patch(`${HOKS}/${pair.id}/shallow-delete`)).status).toBe(200);
      const archived = 'Archived HOKS with given opiskeluoikeus oid found. Contact eHOKS support for more information.';
      expect(said(await postHoks(pair))).toEqual([400, 'hoks/archived-exists', archived]);
    });

    it('a rule on the data has its key and the place; a viewer, a person and another system are told apart', async () => {
      const studyRight = await given(payload('ammatillinen-tutkinto'));
      const tukiopetus = { 'oppimisen-tuen-tyyppi-koodi-uri': 'ammatillinenkoulutusoppimisentuentyyppi_01' };
      const refused = await postHoks(studyRight, { 'oppimisen-tuki': [tukiopetus] });
      expect(said(refused).slice(0, 2)).toEqual([400, 'hoks/tutoring-incomplete']);
      const access = "No access is allowed. Check Opintopolku privileges and 'opiskeluoikeus'";
      expect(said(await postHoks(studyRight, {}, katselija))).toEqual([403, 'platform/forbidden', access]);
      const palvelu = [403, 'hoks/service-user-required', "User type 'PALVELU' is required"];
      expect(said(await postHoks(studyRight, {}, paivi))).toEqual(palvelu);
      expect((await katselija.get(`${HOKS}/opiskeluoikeus/${studyRight.oid}`)).status).toBe(404);
    });
  });

  describe('bad input', () => {
    it.each<[string, number, string, string | object]>([
      ['broken JSON', 400, 'platform/malformed-json', '{'],
      ['a field twice', 400, 'platform/json-duplicate-name', '{"oppija-oid":"a","oppija-oid":"b"}'],
      ['too deep', 400, 'platform/json-too-deep', `{"oppimisen-tuki":${'['.repeat(150)}${']'.repeat(150)}}`],
      ['10 MB', 413, 'platform/body-too-large', JSON.stringify({ x: 'x'.repeat(10_000_000) })],
      ['a list', 400, 'platform/validation-failed', []],
      ['a wrong check digit', 400, 'platform/validation-failed', hoks('1.2.246.562.15.12345678910')],
      ['a field that only the service sets', 400, 'platform/validation-failed', { ...hoks(), manuaalisyotto: true }],
    ])('%s: %s %s', async (_, status, code, body) => {
      const refused = await tallentaja.post(HOKS, body).catch(() => null);
      // The connection of a body that is too large is ended; a client that still sends may see that only.
      if (refused === null) expect(code).toBe('platform/body-too-large');
      else expect(said(refused).slice(0, 2)).toEqual([status, code]);
    });

    it('property: whatever JSON comes, it is answered and never a 500', async () => {
      const { id } = await givenPair();
      const fields = fc.dictionary(fc.constantFrom(...Object.keys(hoksCreation.shape)), fc.jsonValue());
      const bodies = fc.sample(fc.oneof(fc.json(), fields.map(stringify), fields.map(onValid)), 120);
      const statuses = await Promise.all(
        bodies.map(async (body, index) => {
          const [method, path] = index % 3 === 0 ? (['post', HOKS] as const) : changes[(index % 2) as 0 | 1](id);
          return (await tallentaja[method](path, body)).status;
        }),
      );
      expect(statuses.filter((status) => status >= 500)).toEqual([]);
    });

    it('another content type is platform/unsupported-media-type; the wrong places are named', async () => {
      const xml = await tallentaja.post(HOKS, '<hoks/>', { 'content-type': 'application/xml' });
      expect(said(xml).slice(0, 2)).toEqual([415, 'platform/unsupported-media-type']);
      const { body } = await tallentaja.post<EhoksBody>(HOKS, { ...hoks(), 'oppija-oid': '1' });
      expect(body.errors?.map(({ path }) => path)).toEqual(['oppija-oid']);
    });
  });

  describe('changing', () => {
    it('PUT replaces the whole, PATCH changes main fields; each is told and on record', async () => {
      const { oid, learner, id } = await givenPair({ sahkoposti: 'a@b.example', puhelinnumero: '1' });
      const { 'opiskeluoikeus-oid': _, 'oppija-oid': __, ...anew } = hoks(oid, learner);
      const put = await tallentaja.put(`${HOKS}/${id}`, { ...anew, id, 'osaamisen-hankkimisen-tarve': false });
      expect([put.status, put.body]).toEqual([204, '']);
      const patched = await tallentaja.patch(`${HOKS}/${id}`, { puhelinnumero: '2' });
      expect(patched.status).toBe(204);
      const { body } = await katselija.get<EhoksBody>(`${HOKS}/${id}`);
      const data = { ...hoks(oid, learner), 'osaamisen-hankkimisen-tarve': false, puhelinnumero: '2' };
      expect(body.data).toEqual({ id, eid: expect.any(String), ...data, manuaalisyotto: false });
      await readTopic<{ hoksId: number; needToAcquireCompetence: boolean }>(
        'study-rights.study-right.v1',
        (message) => message.key === oid && message.body.hoksId === id && !message.body.needToAcquireCompetence,
      );
      expect(await auditOf(id)).toEqual(['create-hoks', 'replace-hoks', 'patch-hoks', 'read-hoks']);
      const parts = await tallentaja.patch(`${HOKS}/${id}`, { 'oppimisen-tuki': [] });
      expect(said(parts).slice(0, 2)).toEqual([400, 'platform/validation-failed']);
      expect(said(await toinen.patch(`${HOKS}/${id}`, {}))).toEqual([404, 'hoks/not-found', 'HOKS not found']);
    });

    it('hoks/study-right-changed "Tried to update `opiskeluoikeus-oid` from … is not allowed!"', async () => {
      const { oid, id } = await givenPair();
      const message = `Tried to update \`opiskeluoikeus-oid\` from \`${oid}\` to \`${STUDY_RIGHT_OID}\` but updating \`opiskeluoikeus-oid\` in HOKS is not allowed!`;
      const reply = await tallentaja.patch(`${HOKS}/${id}`, { 'opiskeluoikeus-oid': STUDY_RIGHT_OID });
      expect(said(reply)).toEqual([400, 'hoks/study-right-changed', message]);
    });

    it('hoks/learner-changed "… only allowed with latest master oppija oid!"; the master is accepted', async () => {
      const studyRight = await given(payload('ammatillinen-tutkinto'));
      const slave = await slaveOf(studyRight.learner);
      const id = await idOf(postHoks({ oid: studyRight.oid, learner: slave }));
      const other = freshLearner();
      const message = `Tried to update \`oppija-oid\` from \`${slave}\` to \`${other}\` but updating \`oppija-oid\` in HOKS is only allowed with latest master oppija oid!`;
      const refused = await tallentaja.patch(`${HOKS}/${id}`, { 'oppija-oid': other });
      expect(said(refused)).toEqual([400, 'hoks/learner-changed', message]);
      expect((await tallentaja.patch(`${HOKS}/${id}`, { 'oppija-oid': studyRight.learner })).status).toBe(204);
    });

    it('hoks/study-right-not-active "Opiskeluoikeus `X` is no longer active"', async () => {
      const { oid, learner, sent, id } = await givenPair();
      expect((await putOppija(tallentaja, learner, { ...ended(sent), oid })).status).toBe(200);
      const message = `Opiskeluoikeus \`${oid}\` is no longer active`;
      const refused = await tallentaja.patch(`${HOKS}/${id}`, {});
      expect(said(refused)).toEqual([400, 'hoks/study-right-not-active', message]);
    });

    it('[R161] [R162] after invalidation a HOKS is not shown; hoks/study-right-invalidated is 409 here, "Opiskeluoikeus `X` not found in Koski" there', async () => {
      const { oid, id } = await givenPair();
      await breakPair(oid);
      expect((await katselija.get(`${HOKS}/${id}`)).status).toBe(404);
      expect((await katselija.get(`${HOKS}/opiskeluoikeus/${oid}`)).status).toBe(404);
      const ehoks = await tallentaja.patch(`${HOKS}/${id}`, {});
      expect(said(ehoks)).toEqual([400, 'hoks/study-right-not-found', `Opiskeluoikeus \`${oid}\` not found in Koski`]);
      const own = await paivi.patch<Problem>(`${OWN}/${id}`, {});
      expect([own.status, own.body.code]).toEqual([409, 'hoks/study-right-invalidated']);
      expect((await tallentaja.patch(`${HOKS}/${id}/shallow-delete`)).status).toBe(200);
      const undo = await paakayttaja.patch(`${HOKS}/${id}/undo-shallow-delete`);
      expect(said(undo).slice(0, 2)).toEqual([400, 'hoks/study-right-not-found']);
    });
  });

  describe('deleting', () => {
    it('hoks/delete-institution-not-found "Oppilaitos-oid not found. Contact eHOKS support for more information."', async () => {
      const message = 'Oppilaitos-oid not found. Contact eHOKS support for more information.';
      const refused = await tallentaja.patch(`${HOKS}/2147483647/shallow-delete`);
      expect(said(refused)).toEqual([403, 'hoks/delete-institution-not-found', message]);
    });

    it('hoks/delete-not-privileged "User privileges do not match organisation"', async () => {
      const { id } = await givenPair();
      const words = [403, 'hoks/delete-not-privileged', 'User privileges do not match organisation'];
      for (const client of [toinen, katselija]) {
        expect(said(await client.patch(`${HOKS}/${id}/shallow-delete`))).toEqual(words);
      }
    });

    it('hoks/delete-study-right-not-active "opiskeluoikeus X is no longer active"', async () => {
      const { oid, learner, sent, id } = await givenPair();
      expect((await putOppija(tallentaja, learner, { ...ended(sent), oid })).status).toBe(200);
      const refused = await tallentaja.patch(`${HOKS}/${id}/shallow-delete`, { 'oppilaitos-oid': null });
      const message = `opiskeluoikeus ${oid} is no longer active`;
      expect(said(refused)).toEqual([403, 'hoks/delete-study-right-not-active', message]);
    });

    it('[R160] softly: the place stays taken, invalidation is free, and undoing it shuts the way again', async () => {
      const { oid, id } = await givenPair();
      expect((await mitatoi(mitatoija, oid)).status).toBe(409);
      const gone = await tallentaja.patch(`${HOKS}/${id}/shallow-delete`);
      expect([gone.status, gone.body]).toEqual([200, { success: id }]);
      expect((await katselija.get(`${HOKS}/${id}`)).status).toBe(404);
      expect(said(await tallentaja.patch(`${HOKS}/${id}/undo-shallow-delete`)).slice(0, 2)).toEqual([
        403,
        'platform/forbidden',
      ]);
      for (const _ of ['undone', 'nothing to undo']) {
        const undone = await paakayttaja.patch(`${HOKS}/${id}/undo-shallow-delete`);
        expect([undone.status, undone.body]).toEqual([200, { meta: {}, data: {} }]);
      }
      expect((await mitatoi(mitatoija, oid)).status).toBe(409);
      expect(await auditOf(id)).toEqual(['create-hoks', 'delete-hoks', 'undo-delete-hoks']);
    });

    it('for good: the place is free, the last content is kept, hoks/not-found "No HOKS found with given hoks-id"', async () => {
      const pair = await givenPair();
      const { id, oid } = pair;
      expect((await tallentaja.delete(`${HOKS}/${id}`)).status).toBe(403);
      const erased = await paakayttaja.delete(`${HOKS}/${id}`);
      expect([erased.status, erased.body]).toEqual([200, { meta: {}, data: {} }]);
      const words = [404, 'hoks/not-found', 'No HOKS found with given hoks-id'];
      expect(said(await paakayttaja.delete(`${HOKS}/${id}`))).toEqual(words);
      expect(said(await paakayttaja.patch(`${HOKS}/${id}/undo-shallow-delete`))).toEqual(words);
      const { rows } = await db().query<{ data: object }>('SELECT data FROM erased_hoks WHERE id = $1', [id]);
      expect(rows.map(({ data }) => data)).toEqual([hoks(oid, pair.learner)]);
      await readTopic<{ hoksId: number; learnerId?: string }>(
        'study-rights.study-right.v1',
        (message) => message.key === oid && message.body.hoksId === id && message.body.learnerId === undefined,
      );
      expect(await idOf(postHoks(pair))).toBeGreaterThan(id);
    });
  });

  it('[R160] create × invalidate and undo × invalidate at the same moment: never both', async () => {
    for (let round = 0; round < 10; round += 1) {
      const fresh = await given(payload('ammatillinen-tutkinto'));
      const created = await Promise.all([postHoks(fresh), mitatoi(mitatoija, fresh.oid)]);
      expect(created.filter(({ status }) => status === 200)).toHaveLength(1);
      const { oid, id } = await givenPair();
      await tallentaja.patch(`${HOKS}/${id}/shallow-delete`);
      const undo = paakayttaja.patch(`${HOKS}/${id}/undo-shallow-delete`);
      const undone = await Promise.all([undo, mitatoi(mitatoija, oid)]);
      expect(undone.filter(({ status }) => status === 200)).toHaveLength(1);
    }
  });

  it('pages in the order of ids: 1–1,000 at a time, deleted ones marked, nobody named, each read on record', async () => {
    const pairs = [await givenPair({ sahkoposti: 'a@b.example' }), await givenPair(), await givenPair()];
    const [first, second, third] = pairs.map(({ id }) => id) as [number, number, number];
    expect((await tallentaja.patch(`${HOKS}/${second}/shallow-delete`)).status).toBe(200);
    const get = async (query: string, client = katselija) =>
      (await client.get<{ data: { 'last-id': number; result: Record<string, unknown>[] } }>(`${HOKS}/paged?${query}`))
        .body.data;
    const ours = ({ result }: { result: Record<string, unknown>[] }) =>
      result.filter(({ id }) => [first, second, third].includes(id as number));
    const page = await get(`amount=5000&from-id=${first - 1}`);
    expect(ours(page).map(({ id, poistettu }) => [id, poistettu !== undefined])).toEqual([
      [first, false],
      [second, true],
      [third, false],
    ]);
    expect(page.result[0]).not.toHaveProperty('sahkoposti');
    expect(await get(`amount=0&from-id=${first - 1}`)).toMatchObject({ 'last-id': first, 'failed-ids': [] });
    expect(await get(`from-id=2147483647`)).toEqual({ 'last-id': 2147483647, 'failed-ids': [], result: [] });
    expect(ours(await get(`from-id=${first - 1}&updated-after=2199-01-01T00:00:00`))).toEqual([]);
    expect(ours(await get(`from-id=${first - 1}`, toinen))).toEqual([]);
    expect(await auditOf(third)).toContain('read-hoks-page');
    for (const query of ['amount=x', 'from-id=-1', 'updated-after=eilen']) {
      expect((await katselija.get(`${HOKS}/paged?${query}`)).status).toBe(400);
    }
  });

  it('a service user that deals with TUVA only has nothing to do with other HOKSes', async () => {
    const columns = { institution_oid: OPPILAITOS, roles: ['PROVIDER'], study_right_types: ['tuva'] };
    const limited = await serviceUser(columns);
    const { oid, learner, id } = await givenPair();
    const statuses = [
      await limited.get(`${HOKS}/${id}`),
      await limited.get(`${HOKS}/opiskeluoikeus/${oid}`),
      await limited.patch(`${HOKS}/${id}`, {}),
      await limited.patch(`${HOKS}/${id}/shallow-delete`),
      await postHoks({ oid, learner }, {}, limited),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404, 403, 400]);
    const page = await limited.get<{ data: { result: object[] } }>(`${HOKS}/paged?from-id=${id - 1}&amount=1`);
    expect(page.body.data.result).not.toContainEqual(expect.objectContaining({ id }));
  });

  it('parts are not stored one by one: 410 "Route is deprected."', async () => {
    const gone = await tallentaja.post<{ message: string }>(`${HOKS}/1/hankittava-ammat-tutkinnon-osa`, {});
    expect([gone.status, gone.body.message]).toEqual([410, 'Route is deprected.']);
    expect((await tallentaja.get(`${HOKS}/1/opiskeluvalmiuksia-tukevat-opinnot/2`)).status).toBe(410);
    expect((await tallentaja.patch(`${HOKS}/1/aiemmin-hankittu-yhteinen-tutkinnon-osa/2`, {})).status).toBe(410);
  });

  describe('by hand', () => {
    const byHand = (learner: string) => `${EHOKS}/virkailija/oppijat/${learner}/hoksit`;

    it('[R158] [R159] the manual recorder enters and edits with the pen; nobody else has it', async () => {
      const { oid, learner } = await given(payload('ammatillinen-tutkinto'));
      const id = await idOf(mirja.post(byHand(learner), hoks(oid, learner)));
      const shown = await mirja.get<EhoksBody>(`${byHand(learner)}/${id}`);
      expect([shown.body.meta, shown.body.data['manuaalisyotto']]).toEqual([{ kyna: true }, true]);
      expect((await paivi.get<EhoksBody>(`${byHand(learner)}/${id}`)).body.meta).toEqual({ kyna: false });
      expect((await mirja.get(byHand(learner))).body).toEqual({ meta: {}, data: [shown.body.data] });
      expect((await mirja.put(`${byHand(learner)}/${id}`, { ...hoks(oid, learner), id })).status).toBe(204);
      expect((await mirja.patch(`${byHand(learner)}/${id}`, { sahkoposti: 'a@b.example' })).status).toBe(204);
      expect((await paivi.patch(`${byHand(learner)}/${id}`, {})).status).toBe(403);
      expect((await mirja.patch(`${byHand(freshLearner())}/${id}`, {})).status).toBe(404);
      const own = await mirja.get<{ kyna: boolean }>(`${OWN}/${id}`);
      expect((await paivi.put(`${OWN}/${id}`, { ...hoks(oid, learner), sahkoposti: 'a@b.example' })).status).toBe(204);
      expect((await paivi.post(`${OWN}/${id}/undo-delete`)).status).toBe(403);
      expect(own.body).toMatchObject({ kyna: true, manuaalisyotto: true, sahkoposti: 'a@b.example' });
      expect((await mirja.patch(`${OWN}/${id}`, { puhelinnumero: '1' })).status).toBe(204);
    });

    it('[R159] hoks/not-entered-by-hand: what came by integration is edited where it came from', async () => {
      const { learner, id } = await givenPair();
      for (const path of [`${byHand(learner)}/${id}`, `${OWN}/${id}`]) {
        const refused = await mirja.patch<Problem>(path, {});
        expect([refused.status, refused.body.code]).toEqual([403, 'hoks/not-entered-by-hand']);
      }
    });

    it('hoks/service-user-refused "User type \'PALVELU\' is not allowed"; hoks/learner-differs', async () => {
      const { oid, learner } = await given(payload('ammatillinen-tutkinto'));
      const palvelu = [403, 'hoks/service-user-refused', "User type 'PALVELU' is not allowed"];
      expect(said(await tallentaja.post(byHand(learner), hoks(oid, learner)))).toEqual(palvelu);
      expect(said(await tallentaja.get(byHand(learner)))).toEqual(palvelu);
      const differs = await mirja.post(byHand(freshLearner()), hoks(oid, learner));
      expect(said(differs).slice(0, 2)).toEqual([400, 'hoks/learner-differs']);
    });
  });

  it('[R155] [R161] a learner reads their own HOKSes, and of those only what is in force', async () => {
    const leo = await as('leo');
    const studyRight = await given(payload('ammatillinen-tutkinto'), tallentaja, DEMO.learner.oid);
    const id = await idOf(postHoks(studyRight));
    const read = async () =>
      (await leo.get<{ hokses: { id: number }[] }>('/api/study-rights/v1/own-hokses')).body.hokses;
    expect((await read()).map((one) => one.id)).toContain(id);
    expect(await auditOf(id)).toContain('read-learners-hokses');
    await breakPair(studyRight.oid);
    expect((await read()).map((one) => one.id)).not.toContain(id);
    // No broken pair is left behind for other tests to find.
    expect((await tallentaja.patch(`${HOKS}/${id}/shallow-delete`)).status).toBe(200);
    expect((await paivi.get('/api/study-rights/v1/own-hokses')).status).toBe(403);
    expect((await leo.get(`${OWN}/${id}`)).status).toBe(403);
  });
});
