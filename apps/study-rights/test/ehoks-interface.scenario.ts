import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, finnishDay } from '#kernel';
import { anonymous, as, basic, type Client, database, readTopic, type RequestBody } from '#testing';
import { DEMO } from '#testing/demo';
import { hoksCreation } from '../src/hoks/ehoks/hoks-body.js';
import { newStudyRightOid } from '../src/study-rights/koski/new-study-right-oid.js';
import { EHOKS, type EhoksBody, givenPair, HOKS, idOf, NOTHING, postHoks, said, storedOf } from './ehoks.js';
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

/** A HOKS of a study right that is not known here, as an import of the past may bring it. */
async function givenOfUnknown(): Promise<{ oid: string; id: number }> {
  const [oid, learner] = [newStudyRightOid(), freshLearner()];
  const { rows } = await db().query<{ id: number }>(
    `INSERT INTO hoks (institution_oid, study_right_oid, learner_oid, data, created_at, created_by)
     VALUES ($1, $2, $3, $4, now(), 'import') RETURNING id`,
    [OPPILAITOS, oid, learner, JSON.stringify(hoks(oid, learner))],
  );
  return { oid, id: rows[0]?.id ?? 0 };
}

/** What was done with a HOKS; not what a job publishes at its own time. */
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

  it('[R156] [R157] minimum data are stored and read by id and by study right; meta has id and pen', async () => {
    const studyRight = await given(payload('ammatillinen-tutkinto'));
    const posted = await postHoks(studyRight);
    const { id } = posted.body.meta;
    expect([posted.status, posted.body]).toEqual([200, { meta: { id }, data: { uri: `${HOKS}/${id}` } }]);
    const read = await katselija.get<EhoksBody>(`${HOKS}/${id}`);
    const data = { id, eid: expect.any(String), ...hoks(studyRight.oid, studyRight.learner), manuaalisyotto: false };
    const shown = { meta: { kyna: false }, data, palaute: expect.objectContaining({ feedbackEligible: true }) };
    expect([read.status, read.body]).toEqual([200, shown]);
    expect((await katselija.get(`${HOKS}/opiskeluoikeus/${studyRight.oid}`)).body).toEqual(shown);
    // Read twice in a row by one person is one line.
    expect(await auditOf(id)).toEqual(['create-hoks', 'read-hoks']);
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
      const unknown = newStudyRightOid();
      expect(said(await postHoks({ oid: unknown, learner }))).toEqual(words(unknown));
      expect(said(await postHoks({ oid, learner }, {}, toinen))).toEqual(words(oid));
      expect((await mitatoi(mitatoija, oid)).status).toBe(200);
      expect(said(await postHoks({ oid, learner }))).toEqual(words(oid));
      expect([await storedOf(oid), await storedOf(unknown)]).toEqual([NOTHING, NOTHING]);
    });

    it('hoks/not-the-learners-study-right "No opiskeluoikeus X found for oppija Y"', async () => {
      const { oid } = await given(payload('ammatillinen-tutkinto'));
      const learner = freshLearner();
      const message = `No opiskeluoikeus ${oid} found for oppija ${learner}`;
      expect(said(await postHoks({ oid, learner }))).toEqual([400, 'hoks/not-the-learners-study-right', message]);
      expect(await storedOf(oid)).toEqual(NOTHING);
    });

    it('hoks/study-right-is-contained "Opiskeluoikeus `X` sisältyy toiseen opiskeluoikeuteen."', async () => {
      const { oid, learner, sent } = await given(payload('ammatillinen-tutkinto'));
      const contained = { oppilaitos: sent.oppilaitos, oid };
      const link = payload('ammatillinen-tutkinto', { sisältyyOpiskeluoikeuteen: contained });
      const studyRight = await given(link, tallentaja, learner);
      const message = `Opiskeluoikeus \`${studyRight.oid}\` sisältyy toiseen opiskeluoikeuteen.`;
      expect(said(await postHoks(studyRight))).toEqual([400, 'hoks/study-right-is-contained', message]);
      expect(await storedOf(studyRight.oid)).toEqual(NOTHING);
    });

    it('hoks/study-right-not-active "Opiskeluoikeus `X` is no longer active"; hoks/study-right-type for lukio', async () => {
      const studyRight = await given(ended(payload('ammatillinen-tutkinto')));
      const message = `Opiskeluoikeus \`${studyRight.oid}\` is no longer active`;
      expect(said(await postHoks(studyRight))).toEqual([400, 'hoks/study-right-not-active', message]);
      const lukio = await given(payload('lukio'));
      expect(said(await postHoks(lukio)).slice(0, 2)).toEqual([400, 'hoks/study-right-type']);
      expect([await storedOf(studyRight.oid), await storedOf(lukio.oid)]).toEqual([NOTHING, NOTHING]);
    });

    it('hoks/exists "HOKS with the same opiskeluoikeus-oid already exists"; hoks/archived-exists "Archived HOKS with given opiskeluoikeus oid found. Contact eHOKS support for more information."', async () => {
      const pair = await givenPair();
      const exists = 'HOKS with the same opiskeluoikeus-oid already exists';
      expect(said(await postHoks(pair))).toEqual([400, 'hoks/exists', exists]);
      expect((await tallentaja.patch(`${HOKS}/${pair.id}/shallow-delete`)).status).toBe(200);
      const archived = 'Archived HOKS with given opiskeluoikeus oid found. Contact eHOKS support for more information.';
      expect(said(await postHoks(pair))).toEqual([400, 'hoks/archived-exists', archived]);
    });

    it('a rule on the data has its key and the place; a viewer, a person and another system are distinguished', async () => {
      const studyRight = await given(payload('ammatillinen-tutkinto'));
      const tukiopetus = { 'oppimisen-tuen-tyyppi-koodi-uri': 'ammatillinenkoulutusoppimisentuentyyppi_01' };
      const refused = await postHoks(studyRight, { 'oppimisen-tuki': [tukiopetus] });
      expect(said(refused).slice(0, 2)).toEqual([400, 'hoks/tutoring-incomplete']);
      const access = "No access is allowed. Check Opintopolku privileges and 'opiskeluoikeus'";
      expect(said(await postHoks(studyRight, {}, katselija))).toEqual([403, 'platform/forbidden', access]);
      const palvelu = [403, 'hoks/service-user-required', "User type 'PALVELU' is required"];
      expect(said(await postHoks(studyRight, {}, paivi))).toEqual(palvelu);
      expect(await storedOf(studyRight.oid)).toEqual(NOTHING);
    });

    it('several rules at once: all of them are reported with key, place and sentence; the first is the summary', async () => {
      const studyRight = await given(payload('ammatillinen-tutkinto'));
      const tooLate = addDays(finnishDay(new Date()), 15);
      const support = {
        'oppimisen-tuen-tyyppi-koodi-uri': 'ammatillinenkoulutusoppimisentuentyyppi_02',
        alku: tooLate,
      };
      const wrong = {
        'osaamisen-saavuttamisen-pvm': tooLate,
        'urasuunnitelma-koodi-uri': 'urasuunnitelma_1',
        'oppimisen-tuki': [support, support],
      };
      const refused = await postHoks(studyRight, wrong);
      const sentence = `osaamisen-saavuttamisen-pvm (${tooLate}) must be after 1.1.2018 and at most 14 days in the future.`;
      expect(said(refused)).toEqual([400, 'hoks/achievement-day', sentence]);
      expect(refused.body.errors).toEqual([
        { path: 'osaamisen-saavuttamisen-pvm', code: 'hoks/achievement-day', message: sentence },
        { path: 'urasuunnitelma-koodi-uri', code: 'hoks/career-plan', message: expect.any(String) },
        { path: 'oppimisen-tuki.0', code: 'hoks/learning-support-with-period', message: expect.any(String) },
        { path: 'oppimisen-tuki.1', code: 'hoks/learning-support-with-period', message: expect.any(String) },
      ]);
      expect(await storedOf(studyRight.oid)).toEqual(NOTHING);
      const own = await paivi.post<Problem>(OWN, { ...hoks(studyRight.oid, studyRight.learner), ...wrong });
      expect(own.body.errors?.map(({ path }) => path)).toEqual(refused.body.errors?.map(({ path }) => path));
      const to14 = { 'osaamisen-saavuttamisen-pvm': addDays(finnishDay(new Date()), 14) };
      expect((await postHoks(studyRight, to14)).status).toBe(200);
    });
  });

  describe('bad input: each its own key and sentence, nothing stored', () => {
    type Sent = ReturnType<typeof hoks>;
    /** The JSON of a body with a text in the place of `null`. */
    const raw = (body: object, text: string): string => JSON.stringify(body).replace('null', text);
    const withMail = (sent: Sent, text: string): string => raw({ ...sent, sahkoposti: null }, text);
    const utf16 = (sent: Sent) => Buffer.from(JSON.stringify(sent), 'utf16le');
    const notUtf8 = (sent: Sent) => Buffer.from(JSON.stringify({ ...sent, sahkoposti: '\u00ff' }), 'latin1');
    const without = (field: keyof Sent) => (sent: Sent) =>
      Object.fromEntries(Object.entries(sent).filter(([name]) => name !== field));
    const invalid = 'platform/validation-failed';
    const oid = 'hoks/malformed-study-right-oid';
    const learner = 'hoks/malformed-learner-oid';

    it.each<[string, number, string, (sent: Sent) => RequestBody]>([
      ['no body', 400, invalid, () => ''],
      ['broken JSON', 400, 'platform/malformed-json', (sent) => JSON.stringify(sent).slice(0, -1)],
      ['JSON null', 400, invalid, () => 'null'],
      ['a list', 400, invalid, (sent) => [sent]],
      ['a text', 400, invalid, (sent) => JSON.stringify(JSON.stringify(sent))],
      ['a field twice', 400, 'platform/json-duplicate-name', (sent) => withMail(sent, '"a","sahkoposti":"b"')],
      [
        'a field twice, once escaped',
        400,
        'platform/json-duplicate-name',
        (s) => withMail(s, '"a","s\\u0061hkoposti":"b"'),
      ],
      [
        'a field twice, deep inside',
        400,
        'platform/json-duplicate-name',
        (sent) => raw({ ...sent, 'oppimisen-tuki': [{ x: [{ y: null }] }] }, '1,"y":2'),
      ],
      ['too deep', 400, 'platform/json-too-deep', (sent) => withMail(sent, `${'['.repeat(150)}${']'.repeat(150)}`)],
      ['very deep', 400, 'platform/json-too-deep', (s) => withMail(s, `${'['.repeat(90_000)}${']'.repeat(90_000)}`)],
      ['10 MB', 413, 'platform/body-too-large', (sent) => ({ ...sent, sahkoposti: 'x'.repeat(10_000_000) })],
      ['a number beyond doubles', 400, 'platform/json-number', (sent) => raw({ ...sent, versio: null }, '1e400')],
      [
        'a number beyond 2^53',
        400,
        'platform/json-number',
        (sent) => raw({ ...sent, versio: null }, '9007199254740993'),
      ],
      ['__proto__', 400, 'platform/json-character', (sent) => withMail(sent, '{"__proto__":{}}')],
      ['NUL', 400, 'platform/json-character', (sent) => ({ ...sent, sahkoposti: 'a\0b' })],
      ['half of a surrogate pair', 400, 'platform/json-character', (sent) => withMail(sent, '"\\ud800"')],
      ['UTF-16', 400, 'platform/malformed-json', utf16],
      ['Latin-1', 400, 'platform/not-utf8', notUtf8],
      ['a very long text', 400, invalid, (sent) => ({ ...sent, sahkoposti: 'x'.repeat(1_000_000) })],
      ['a very long name', 400, invalid, (sent) => ({ ...sent, ['x'.repeat(1_000_000)]: 1 })],
      ['null for a text', 400, invalid, (sent) => ({ ...sent, sahkoposti: null })],
      ['a text for a boolean', 400, invalid, (sent) => ({ ...sent, 'osaamisen-hankkimisen-tarve': 'true' })],
      ['an unknown field', 400, invalid, (sent) => ({ ...sent, tuntematon: 1 })],
      ['manuaalisyotto, which only the service sets', 400, invalid, (sent) => ({ ...sent, manuaalisyotto: true })],
      ['eid', 400, invalid, (sent) => ({ ...sent, eid: '3f6c0c7e-2f0e-4b53-9a55-111111111111' })],
      ['id', 400, invalid, (sent) => ({ ...sent, id: 1 })],
      ['poistettu', 400, invalid, (sent) => ({ ...sent, poistettu: '2026-11-01T00:00:00Z' })],
      ['no opiskeluoikeus-oid', 400, invalid, without('opiskeluoikeus-oid')],
      ['no oppija-oid', 400, invalid, without('oppija-oid')],
      ['no ensikertainen-hyvaksyminen', 400, invalid, without('ensikertainen-hyvaksyminen')],
      ['[R171] no osaamisen-hankkimisen-tarve', 400, invalid, without('osaamisen-hankkimisen-tarve')],
      [
        'a study right oid of a wrong form',
        400,
        oid,
        (sent) => ({ ...sent, 'opiskeluoikeus-oid': '1.2.246.562.15.1' }),
      ],
      [
        'a study right oid with a wrong check digit',
        400,
        oid,
        (sent) => ({ ...sent, 'opiskeluoikeus-oid': '1.2.246.562.15.12345678910' }),
      ],
      [
        'tuva-opiskeluoikeus-oid with a wrong check digit',
        400,
        oid,
        (sent) => ({ ...sent, 'tuva-opiskeluoikeus-oid': '1.2.246.562.15.12345678910' }),
      ],
      ['a learner oid of another node', 400, learner, (sent) => ({ ...sent, 'oppija-oid': STUDY_RIGHT_OID })],
      [
        'a learner oid with a wrong check digit',
        400,
        learner,
        (sent) => ({ ...sent, 'oppija-oid': '1.2.246.562.24.00000000001' }),
      ],
      [
        'a day that does not exist',
        400,
        'hoks/malformed-day',
        (sent) => ({ ...sent, 'ensikertainen-hyvaksyminen': '2026-02-30' }),
      ],
      [
        'a moment for a day',
        400,
        'hoks/malformed-day',
        (sent) => ({ ...sent, 'ensikertainen-hyvaksyminen': '2026-09-01T00:00:00Z' }),
      ],
      ['a day for a moment', 400, invalid, (sent) => ({ ...sent, hyvaksytty: '2026-09-01' })],
    ])('%s: %s %s', async (_, status, code, bodyOf) => {
      const studyRight = await given(payload('ammatillinen-tutkinto'));
      const refused = await tallentaja.post<EhoksBody>(HOKS, bodyOf(hoks(studyRight.oid, studyRight.learner)));
      expect(said(refused).slice(0, 2)).toEqual([status, code]);
      expect(refused.body.error).toMatch(/\w+/);
      expect(await storedOf(studyRight.oid)).toEqual(NOTHING);
      const { id, ...pair } = await givenPair({}, studyRight.sent);
      const kept = await storedOf(pair.oid);
      const { 'opiskeluoikeus-oid': __, ...own } = hoks(pair.oid, pair.learner);
      // What POST alone requires or refuses is no mistake in a change.
      if (code !== invalid) {
        const changed = await tallentaja.put(`${HOKS}/${id}`, bodyOf({ ...own, 'opiskeluoikeus-oid': pair.oid }));
        expect(said(changed).slice(0, 2)).toEqual([status, code]);
      }
      expect(await storedOf(pair.oid)).toEqual(kept);
    });

    it.each([
      ['text/plain'],
      ['application/xml'],
      ['application/x-www-form-urlencoded'],
      ['multipart/form-data; boundary=x'],
      ['application/json; charset=iso-8859-1'],
      [''],
    ])('415 unsupportedMediaType.jsonOnly: content type "%s"', async (type) => {
      const studyRight = await given(payload('ammatillinen-tutkinto'));
      const body = JSON.stringify(hoks(studyRight.oid, studyRight.learner));
      const refused = await tallentaja.post<EhoksBody>(HOKS, body, { 'content-type': type });
      expect(said(refused).slice(0, 2)).toEqual([415, 'platform/unsupported-media-type']);
      expect(refused.body.key).toBe('unsupportedMediaType.jsonOnly');
      expect(await storedOf(studyRight.oid)).toEqual(NOTHING);
    });

    it('a byte order mark is no mistake; neither is a charset of UTF-8', async () => {
      const { oid, learner } = await given(payload('ammatillinen-tutkinto'));
      const body = Buffer.from(`\ufeff${JSON.stringify({ ...hoks(oid, learner), sahkoposti: 'ä@b.example' })}`);
      const type = { 'content-type': 'application/json;charset=UTF-8' };
      expect((await tallentaja.post(HOKS, body, type)).status).toBe(200);
    });

    it('the wrong places are named in English, all of them, and no value is repeated', async () => {
      const wrong = { ...hoks(), 'oppija-oid': 'salainen', 'osaamisen-hankkimisen-tarve': 'salainen' };
      const { body } = await tallentaja.post<EhoksBody>(HOKS, wrong, { 'accept-language': 'fi' });
      expect(body).toEqual({
        error:
          'The request has mistakes: oppija-oid expected a learner oid: 1.2.246.562.24, ten digits and their check digit',
        code: 'hoks/malformed-learner-oid',
        key: 'badRequest.validation.jsonSchema',
        errors: [
          {
            path: 'oppija-oid',
            code: 'hoks/malformed-learner-oid',
            message: 'expected a learner oid: 1.2.246.562.24, ten digits and their check digit',
          },
          { path: 'osaamisen-hankkimisen-tarve', code: 'invalid_type', message: expect.stringContaining('expected') },
        ],
      });
    });

    it.each([
      ...[
        'abc',
        '0',
        '-1',
        '1.5',
        '1.0',
        '1e1',
        '0x10',
        '01',
        '+1',
        '%201',
        '2147483648',
        '99999999999999999999',
        '%00',
      ],
      ...['%E0%A4%A', 'x'.repeat(300)],
    ])('400 for the id %s', async (id) => {
      const statuses = [
        await katselija.get(`${HOKS}/${id}`),
        await tallentaja.patch(`${HOKS}/${id}`, {}),
        await tallentaja.put(`${HOKS}/${id}`, {}),
        await paakayttaja.delete(`${HOKS}/${id}`),
        await tallentaja.patch(`${HOKS}/${id}/shallow-delete`),
        await paakayttaja.patch(`${HOKS}/${id}/undo-shallow-delete`),
      ].map(({ status }) => status);
      expect(statuses).toEqual(statuses.map(() => 400));
    });

    it.each(['abc', '1.2.246.562.15.1', '1.2.246.562.15.12345678910', '1.2.246.562.24.12345678911', '%00'])(
      'badRequest.queryParam.virheellinenOpiskeluoikeusOid: %s in the path',
      async (oid) => {
        const refused = await katselija.get(`${HOKS}/opiskeluoikeus/${oid}`);
        expect(said(refused).slice(0, 2)).toEqual([400, 'badRequest.queryParam.virheellinenOpiskeluoikeusOid']);
      },
    );

    it('property: any JSON is answered and never with a 500', async () => {
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
  });

  describe('who may', () => {
    const endpoints: [string, (client: Client, id: number, oid: string) => ReturnType<Client['get']>][] = [
      ['GET /hoks/:id', (client, id) => client.get(`${HOKS}/${id}`)],
      ['GET /hoks/opiskeluoikeus/:oid', (client, _, oid) => client.get(`${HOKS}/opiskeluoikeus/${oid}`)],
      ['GET /hoks/paged', (client) => client.get(`${HOKS}/paged?amount=1`)],
      ['POST /hoks', (client) => client.post(HOKS, hoks())],
      ['PUT /hoks/:id', (client, id) => client.put(`${HOKS}/${id}`, hoks())],
      ['PATCH /hoks/:id', (client, id) => client.patch(`${HOKS}/${id}`, {})],
      ['DELETE /hoks/:id', (client, id) => client.delete(`${HOKS}/${id}`)],
      ['shallow-delete', (client, id) => client.patch(`${HOKS}/${id}/shallow-delete`)],
      ['undo-shallow-delete', (client, id) => client.patch(`${HOKS}/${id}/undo-shallow-delete`)],
      ['a part', (client, id) => client.get(`${HOKS}/${id}/hankittava-ammat-tutkinnon-osa/1`)],
      ['POST /validointi', (client) => client.post(`${EHOKS}/validointi`, hoks())],
    ];

    it.each(endpoints)('401 without, and with wrong, credentials; a Basic challenge: %s', async (_, call) => {
      const { id, oid } = await givenPair();
      const kept = await storedOf(oid);
      const callers: [Client, string][] = [
        [anonymous(), 'platform/not-authenticated'],
        [basic('tallentaja', 'väärä'), 'unauthorized.loginFail'],
        [basic('tuntematon'), 'unauthorized.loginFail'],
      ];
      for (const [client, code] of callers) {
        const refused = await call(client, id, oid);
        expect(said(refused).slice(0, 2)).toEqual([401, code]);
        expect(refused.headers.get('www-authenticate')).toMatch(/^Basic /);
      }
      expect(await storedOf(oid)).toEqual(kept);
    });

    it.each(endpoints.slice(0, 6))(
      '403 hoks/service-user-required "User type \'PALVELU\' is required": %s',
      async (_, call) => {
        const { id, oid } = await givenPair();
        const palvelu = [403, 'hoks/service-user-required', "User type 'PALVELU' is required"];
        expect(said(await call(paivi, id, oid))).toEqual(palvelu);
      },
    );

    it.each(endpoints.slice(3, 7))('403 "No access is allowed…" for a viewer: %s', async (_, call) => {
      const { id, oid } = await givenPair();
      const access = "No access is allowed. Check Opintopolku privileges and 'opiskeluoikeus'";
      expect(said(await call(katselija, id, oid))).toEqual([403, 'platform/forbidden', access]);
      expect(await storedOf(oid)).toEqual({ hokses: 1, events: 1 });
    });

    it('the main user stores, changes and reads for every organisation', async () => {
      const studyRight = await given(payload('ammatillinen-tutkinto'));
      const id = await idOf(postHoks(studyRight, {}, paakayttaja));
      expect((await paakayttaja.patch(`${HOKS}/${id}`, { sahkoposti: 'a@b.example' })).status).toBe(204);
      expect((await paakayttaja.get(`${HOKS}/${id}`)).status).toBe(200);
    });
  });

  describe('changing', () => {
    it('PUT replaces the whole, PATCH changes main fields; each is published and on record', async () => {
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

    it('PUT leaves nothing of the main fields and parts that it does not give', async () => {
      const full = {
        'osaamisen-saavuttamisen-pvm': '2026-11-01',
        'tuva-opiskeluoikeus-oid': STUDY_RIGHT_OID,
        'urasuunnitelma-koodi-uri': 'urasuunnitelma_0001',
        'urasuunnitelma-koodi-versio': 1,
        sahkoposti: 'a@b.example',
        puhelinnumero: '1',
        versio: 3,
        hyvaksytty: '2026-09-01T10:00:00.000Z',
        paivitetty: '2026-09-01T10:00:00.000+03:00',
        'aiemmin-hankitut-ammat-tutkinnon-osat': [{ 'tutkinnon-osa-koodi-uri': 'tutkinnonosat_100002' }],
        'opiskeluvalmiuksia-tukevat-opinnot': [{ nimi: 'x', kuvaus: 'y', alku: '2026-09-01', loppu: '2026-09-02' }],
        'oppimisen-tuki': [{ 'oppimisen-tuen-tyyppi-koodi-uri': 'ammatillinenkoulutusoppimisentuentyyppi_03' }],
      };
      const { oid, learner, id } = await givenPair(full);
      const data = async () => (await katselija.get<EhoksBody>(`${HOKS}/${id}`)).body.data;
      const kept = { id, eid: expect.any(String), manuaalisyotto: false, ...hoks(oid, learner) };
      expect(await data()).toEqual({ ...kept, ...full });
      expect((await tallentaja.put(`${HOKS}/${id}`, { ...hoks(oid, learner), id })).status).toBe(204);
      expect(await data()).toEqual(kept);
    });

    it('tutkinnon-osan-perusteen-diaarinro of vocational parts is kept and given back: by POST, beside a PATCH, by PUT, in a page', async () => {
      const part = (number: string) => ({
        'tutkinnon-osa-koodi-uri': 'tutkinnonosat_100002',
        'tutkinnon-osa-koodi-versio': 1,
        'tutkinnon-osan-perusteen-diaarinro': number,
      });
      const parts = (prior: string, wanted: string) => ({
        'aiemmin-hankitut-ammat-tutkinnon-osat': [part(prior)],
        'hankittavat-ammat-tutkinnon-osat': [part(wanted)],
      });
      const [posted, replaced] = [parts('OPH-1234-2025', 'OPH-4321-2025'), parts('OPH-5678-2026', '39/011/2014')];
      const { oid, learner, id } = await givenPair(posted);
      const read = async () => (await katselija.get<EhoksBody>(`${HOKS}/${id}`)).body.data;
      expect(await read()).toMatchObject(posted);
      expect((await tallentaja.patch(`${HOKS}/${id}`, { sahkoposti: 'a@b.example' })).status).toBe(204);
      expect(await read()).toMatchObject(posted);
      expect((await tallentaja.put(`${HOKS}/${id}`, { ...hoks(oid, learner), ...replaced })).status).toBe(204);
      expect(await read()).toMatchObject(replaced);
      expect((await paivi.get(`${OWN}/${id}`)).body).toMatchObject(replaced);
      expect((await katselija.get(`${HOKS}/opiskeluoikeus/${oid}`)).body).toMatchObject({ data: replaced });
      const page = await katselija.get<{ data: { result: object[] } }>(`${HOKS}/paged?from-id=${id - 1}&amount=1`);
      expect(page.body.data.result).toMatchObject([{ id, ...replaced }]);
      const wrong = { 'hankittavat-ammat-tutkinnon-osat': [{ 'tutkinnon-osan-perusteen-diaarinro': 1 }] };
      const refused = await tallentaja.put<EhoksBody>(`${HOKS}/${id}`, { ...hoks(oid, learner), ...wrong });
      const path = 'hankittavat-ammat-tutkinnon-osat.0.tutkinnon-osan-perusteen-diaarinro';
      expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, path]);
      expect((await tallentaja.put(`${HOKS}/${id}`, hoks(oid, learner))).status).toBe(204);
      expect(await read()).not.toHaveProperty('hankittavat-ammat-tutkinnon-osat');
    });

    it('space around texts is taken away, as eHOKS takes it', async () => {
      const { id } = await givenPair({ sahkoposti: ' a@b.example ' });
      expect((await tallentaja.patch(`${HOKS}/${id}`, { puhelinnumero: '040 123\n' })).status).toBe(204);
      const { body } = await katselija.get<EhoksBody>(`${HOKS}/${id}`);
      expect(body.data).toMatchObject({ sahkoposti: 'a@b.example', puhelinnumero: '040 123' });
    });

    it.each(['put', 'patch'] as const)(
      '%s with another id, with eid or manuaalisyotto: refused, nothing changed',
      async (method) => {
        const { oid, learner, id } = await givenPair();
        const change = (more: object) => tallentaja[method](`${HOKS}/${id}`, { ...hoks(oid, learner), ...more });
        expect(said(await change({ id: id + 1 })).slice(0, 2)).toEqual([400, 'hoks/id-differs']);
        for (const more of [{ eid: 'x' }, { manuaalisyotto: true }, { poistettu: null }]) {
          expect(said(await change(more)).slice(0, 2)).toEqual([400, 'platform/validation-failed']);
        }
        expect(said(await tallentaja[method](`${HOKS}/${id}`, 'null')).slice(0, 2)).toEqual([
          400,
          'platform/validation-failed',
        ]);
        expect(await storedOf(oid)).toEqual({ hokses: 1, events: 1 });
        expect((await change({ id, versio: 2 })).status).toBe(204);
      },
    );

    it('changes of different fields at one moment are all kept', async () => {
      const { id } = await givenPair();
      const fields = { sahkoposti: 'a@b.example', puhelinnumero: '1', versio: 2, 'urasuunnitelma-koodi-versio': 3 };
      const patches = Object.entries(fields).map(([name, value]) =>
        tallentaja.patch(`${HOKS}/${id}`, { [name]: value }),
      );
      expect((await Promise.all(patches)).map(({ status }) => status)).toEqual([204, 204, 204, 204]);
      expect((await katselija.get<EhoksBody>(`${HOKS}/${id}`)).body.data).toMatchObject(fields);
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
      const { oid, learner, id } = await givenPair();
      await breakPair(oid);
      expect((await katselija.get(`${HOKS}/${id}`)).status).toBe(404);
      expect((await katselija.get(`${HOKS}/opiskeluoikeus/${oid}`)).status).toBe(404);
      const page = await paakayttaja.get<{ data: { result: { id: number }[] } }>(`${HOKS}/paged?from-id=${id - 1}`);
      expect(page.body.data.result.map((one) => one.id)).not.toContain(id);
      expect((await paivi.get(`${EHOKS}/virkailija/oppijat/${learner}/hoksit`)).body).toEqual({ meta: {}, data: [] });
      expect((await paivi.get(`${EHOKS}/virkailija/oppijat/${learner}/hoksit/${id}`)).status).toBe(404);
      expect((await paivi.get(`${OWN}/${id}`)).status).toBe(404);
      const ehoks = await tallentaja.patch(`${HOKS}/${id}`, {});
      expect(said(ehoks)).toEqual([400, 'hoks/study-right-not-found', `Opiskeluoikeus \`${oid}\` not found in Koski`]);
      expect(said(await tallentaja.put(`${HOKS}/${id}`, hoks(oid, learner)))).toEqual(said(ehoks));
      const own = await paivi.patch<Problem>(`${OWN}/${id}`, {});
      expect([own.status, own.body.code]).toEqual([409, 'hoks/study-right-invalidated']);
      expect(await storedOf(oid)).toEqual({ hokses: 1, events: 1 });
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
      // Who may delete none learns of none: an id that nobody has gets the same answer.
      expect(said(await katselija.patch(`${HOKS}/2147483647/shallow-delete`))).toEqual(words);
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

    it('[R161] softly once more: the same answer in every later state of the study right, and the time stays that of the first', async () => {
      const { oid, learner, sent, id } = await givenPair();
      const gone = async (client = tallentaja) => {
        const { status, body } = await client.patch(`${HOKS}/${id}/shallow-delete`);
        return [status, body];
      };
      const times = async () =>
        (await db().query('SELECT deleted_at, deleted_by, updated_at FROM hoks WHERE id = $1', [id])).rows;
      const done = [200, { success: id }];
      expect(await gone()).toEqual(done);
      const first = await times();
      expect(await Promise.all([gone(), gone(), gone(paakayttaja)])).toEqual([done, done, done]);
      expect((await putOppija(tallentaja, learner, { ...ended(sent), oid })).status).toBe(200);
      expect(await gone()).toEqual(done);
      expect((await mitatoi(mitatoija, oid)).status).toBe(200);
      expect(await gone()).toEqual(done);
      const byHand = `${EHOKS}/virkailija/oppijat/${learner}/hoksit/${id}/shallow-delete`;
      expect((await paivi.patch(byHand, { 'oppilaitos-oid': null })).body).toEqual({ success: id });
      expect(await times()).toEqual(first);
      expect(await auditOf(id)).toEqual(['create-hoks', 'delete-hoks']);
      expect(await storedOf(oid)).toEqual({ hokses: 1, events: 2 });
      expect(await gone(katselija)).toMatchObject([403, { code: 'hoks/delete-not-privileged' }]);
    });

    it('[R160] undone after the study right was invalidated meanwhile: "Opiskeluoikeus `X` not found in Koski"', async () => {
      const { oid, id } = await givenPair();
      expect((await tallentaja.patch(`${HOKS}/${id}/shallow-delete`)).status).toBe(200);
      expect((await mitatoi(mitatoija, oid)).status).toBe(200);
      const words = [400, 'hoks/study-right-not-found', `Opiskeluoikeus \`${oid}\` not found in Koski`];
      expect(said(await paakayttaja.patch(`${HOKS}/${id}/undo-shallow-delete`))).toEqual(words);
      expect((await katselija.get(`${HOKS}/${id}`)).status).toBe(404);
    });

    it('in this order: found, privileges, state of the study right', async () => {
      const { oid, learner, sent, id } = await givenPair();
      expect((await putOppija(tallentaja, learner, { ...ended(sent), oid })).status).toBe(200);
      const gone = async (client: Client) => said(await client.patch(`${HOKS}/${id}/shallow-delete`)).slice(0, 2);
      expect(await gone(toinen)).toEqual([403, 'hoks/delete-not-privileged']);
      expect(await gone(paakayttaja)).toEqual([403, 'hoks/delete-study-right-not-active']);
      expect(await storedOf(oid)).toEqual({ hokses: 1, events: 1 });
      await breakPair(oid);
      expect(await gone(katselija)).toEqual([403, 'hoks/delete-not-privileged']);
      expect(await gone(tallentaja)).toEqual([200, undefined]);
      expect(await gone(tallentaja)).toEqual([200, undefined]);
      expect(await gone(toinen)).toEqual([403, 'hoks/delete-not-privileged']);
      expect(await storedOf(oid)).toEqual({ hokses: 1, events: 2 });
    });

    it('[R161] [R162] of a study right that Koski does not know: not shown, not updated, deleted once, however often it is asked', async () => {
      const { oid, id } = await givenOfUnknown();
      const words = [400, 'hoks/study-right-not-found', `Opiskeluoikeus \`${oid}\` not found in Koski`];
      expect((await katselija.get(`${HOKS}/${id}`)).status).toBe(404);
      expect(said(await tallentaja.patch(`${HOKS}/${id}`, {}))).toEqual(words);
      expect(said(await toinen.patch(`${HOKS}/${id}`, {}))).toEqual([404, 'hoks/not-found', 'HOKS not found']);
      for (const client of [toinen, katselija]) {
        const refused = await client.patch(`${HOKS}/${id}/shallow-delete`);
        expect(said(refused).slice(0, 2)).toEqual([403, 'hoks/delete-not-privileged']);
      }
      const gone = await Promise.all([1, 2].map(() => tallentaja.patch(`${HOKS}/${id}/shallow-delete`)));
      expect(gone.map(({ status, body }) => [status, body])).toEqual(gone.map(() => [200, { success: id }]));
      expect(said(await paakayttaja.patch(`${HOKS}/${id}/undo-shallow-delete`))).toEqual(words);
      expect(await storedOf(oid)).toEqual({ hokses: 1, events: 1 });
      expect(await auditOf(id)).toEqual(['delete-hoks']);
      expect((await paakayttaja.delete(`${HOKS}/${id}`)).status).toBe(200);
      expect(await storedOf(oid)).toEqual({ hokses: 0, events: 1 });
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
    expect((await get(`amount=-5&from-id=${first - 1}`)).result.length).toBeLessThanOrEqual(1);
    for (const amount of [1000, 1001]) expect(ours(await get(`amount=${amount}&from-id=${first - 1}`))).toHaveLength(3);
    expect(ours(await get(`from-id=${first - 1}&updated-after=2021-01-20`))).toHaveLength(3);
  });

  it('a page of large HOKSes is shorter; the pages after it bring the rest', async () => {
    const large = { 'opiskeluvalmiuksia-tukevat-opinnot': [{ kuvaus: 'x'.repeat(1_900_000) }] };
    const ids: number[] = [];
    while (ids.length < 10) ids.push((await givenPair(large)).id);
    const seen: number[] = [];
    const sizes: number[] = [];
    for (let fromId = (ids[0] ?? 0) - 1; seen.length < ids.length;) {
      const query = `amount=1000&from-id=${fromId}`;
      const { data } = (
        await katselija.get<{ data: { 'last-id': number; result: { id: number }[] } }>(`${HOKS}/paged?${query}`)
      ).body;
      if (data.result.length === 0) break;
      seen.push(...data.result.map(({ id }) => id).filter((id) => ids.includes(id)));
      sizes.push(data.result.length);
      fromId = data['last-id'];
    }
    expect(seen).toEqual(ids);
    expect(sizes[0]).toBeLessThan(10);
    for (const id of ids) expect((await paakayttaja.delete(`${HOKS}/${id}`)).status).toBe(200);
  });

  it.each([
    ...['amount=x', 'amount=', 'amount=1.5', 'amount=1e2', 'amount=1&amount=2', 'amount=99999999999999999999'],
    ...['from-id=-1', 'from-id=x', 'from-id=', 'from-id=2147483648', 'from-id=%00'],
    ...[
      'updated-after=eilen',
      'updated-after=',
      'updated-after=2026-02-30',
      'updated-after=1',
      'updated-after=1969-12-31',
    ],
    ...['updated-after=Jan%201%202020', 'updated-after=%2B275760-09-13T00:00:00Z'],
  ])('400 for GET /hoks/paged?%s', async (query) => {
    expect((await katselija.get(`${HOKS}/paged?${query}`)).status).toBe(400);
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
    expect((await tallentaja.put(`${HOKS}/1/aiemmin-hankittu-ammat-tutkinnon-osa/2`, {})).status).toBe(410);
    expect((await tallentaja.delete(`${HOKS}/1/hankittava-paikallinen-tutkinnon-osa/2`)).status).toBe(410);
    expect((await tallentaja.get(`${HOKS}/1/hankittava-yhteinen-tutkinnon-osa`)).status).toBe(410);
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

    it("officials with the right delete a learner's HOKS softly; the pen and service users do not", async () => {
      const { oid, learner, id } = await givenPair();
      const path = (one: string) => `${byHand(one)}/${id}/shallow-delete`;
      expect(said(await mirja.patch(path(learner))).slice(0, 2)).toEqual([403, 'hoks/delete-not-privileged']);
      expect(said(await tallentaja.patch(path(learner))).slice(0, 2)).toEqual([403, 'hoks/service-user-refused']);
      const others = await paivi.patch(path(freshLearner()));
      expect(said(others).slice(0, 2)).toEqual([403, 'hoks/delete-institution-not-found']);
      expect(said(await paivi.patch(path('1.2.246.562.24.1'))).slice(0, 2)).toEqual([
        400,
        'hoks/malformed-learner-oid',
      ]);
      expect(await storedOf(oid)).toEqual({ hokses: 1, events: 1 });
      expect((await paivi.patch(path(learner), { 'oppilaitos-oid': null })).body).toEqual({ success: id });
    });

    it('[R158] a person is one person under all oids: listed, shown and edited under each', async () => {
      const { oid, learner } = await given(payload('ammatillinen-tutkinto'));
      const slave = await slaveOf(learner);
      const id = await idOf(mirja.post(byHand(slave), hoks(oid, slave)));
      for (const one of [learner, slave]) {
        expect((await mirja.get<{ data: { id: number }[] }>(byHand(one))).body.data).toMatchObject([{ id }]);
        expect((await mirja.get(`${byHand(one)}/${id}`)).status).toBe(200);
        expect((await mirja.patch(`${byHand(one)}/${id}`, { sahkoposti: 'a@b.example' })).status).toBe(204);
      }
      expect((await mirja.get(`${byHand(freshLearner())}/${id}`)).status).toBe(404);
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
    const other = await given(payload('telma'), tallentaja, DEMO.learner.oid);
    const underSlave = await idOf(postHoks({ oid: other.oid, learner: await slaveOf(DEMO.learner.oid) }));
    expect((await read()).map((one) => one.id)).toContain(underSlave);
    expect((await tallentaja.patch(`${HOKS}/${underSlave}/shallow-delete`)).status).toBe(200);
    expect((await read()).map((one) => one.id)).not.toContain(underSlave);
    // The learner is the same in each run on a kept stack, where a study right that stays would be in the way of the next.
    expect((await mitatoi(mitatoija, other.oid)).status).toBe(200);
    await breakPair(studyRight.oid);
    expect((await read()).map((one) => one.id)).not.toContain(id);
    // No broken pair is left behind for other tests to find.
    expect((await tallentaja.patch(`${HOKS}/${id}/shallow-delete`)).status).toBe(200);
    expect((await paivi.get('/api/study-rights/v1/own-hokses')).status).toBe(403);
    expect((await leo.get(`${OWN}/${id}`)).status).toBe(403);
  });
});
