import { describe, expect, it } from '@jest/globals';
import { as, database, eventually } from '#testing';
import { studyRightHistory } from '../src/persistence/study-right-history.js';
import {
  freshHetu,
  freshOrganisation,
  getOpiskeluoikeus,
  given,
  katselija,
  KOSKI,
  type KoskiError,
  mitatoi,
  mitatoija,
  outcome,
  paakayttaja,
  payload,
  type PayloadName,
  putOppija,
  slaveOf,
  tallentaja,
  toinen,
  type Versions,
} from './koski.js';
import { freshLearner, givenHoks } from './provider.js';
import { OPPILAITOS, period, suoritus } from './samples.js';

const db = () => database('study-rights');

/** The history functions on a connection of the test's own. */
const sql = {
  query: async <T>(text: string, values?: unknown[]): Promise<T> => (await db().query(text, values)).rows as T,
};

describe("Koski's transfer interface", () => {
  it.each<PayloadName>([
    'ammatillinen-tutkinto',
    'valma',
    'telma',
    'tuva',
    'lukio',
    'perusopetus',
    'nayttotutkinto-ja-valmistava',
    'taiteen-perusopetus',
    'vst-vapaatavoitteinen',
  ])('%s is stored, and read as it was sent', async (name) => {
    const { oid, learner, sent } = await given(payload(name));
    const read = await getOpiskeluoikeus(katselija, oid);
    const { aikaleima, alkamispäivä, päättymispäivä, ...rest } = read.body as Record<string, unknown>;
    expect([read.status, rest]).toEqual([200, { ...sent, oid, versionumero: 1 }]);
    const jaksot = sent.tila.opiskeluoikeusjaksot;
    expect(alkamispäivä).toBe(jaksot[0]?.alku);
    const ends = ['valmistunut', 'hyvaksytystisuoritettu'].includes(jaksot.at(-1)?.tila.koodiarvo ?? '');
    expect(päättymispäivä).toBe(ends ? jaksot.at(-1)?.alku : undefined);
    expect(Date.parse(String(aikaleima))).toBeGreaterThan(0);
    const list = await katselija.get(`${KOSKI}/oppija/${learner}`);
    expect([list.status, list.body]).toEqual([200, { henkilö: { oid: learner }, opiskeluoikeudet: [read.body] }]);
  });

  it('answers with learner, oids, versions and source ids; derived and system-kept fields are not taken from the sender', async () => {
    const learner = freshLearner();
    const sent = payload('ammatillinen-tutkinto');
    const more = {
      alkamispäivä: '1999-01-01',
      päättymispäivä: '1999-01-02',
      aikaleima: 'x',
      organisaatiohistoria: [1],
    };
    const reply = await putOppija(
      tallentaja,
      learner,
      { ...sent, ...more },
      payload('tuva', { lähdejärjestelmänId: undefined }),
    );
    expect([reply.status, reply.body]).toEqual([
      200,
      {
        henkilö: { oid: learner },
        opiskeluoikeudet: [
          { oid: expect.any(String), versionumero: 1, lähdejärjestelmänId: sent.lähdejärjestelmänId },
          { oid: expect.any(String), versionumero: 1 },
        ],
      },
    ]);
    const read = await getOpiskeluoikeus(tallentaja, reply.body.opiskeluoikeudet[0]?.oid ?? '');
    expect(read.body).toMatchObject({ alkamispäivä: '2024-08-01', ...sent });
    expect([read.body['päättymispäivä'], read.body.organisaatiohistoria]).toEqual([undefined, undefined]);
  });

  it('[R167] a new transfer overrides; an identical one makes no version; by oid, by source id; every version stays readable', async () => {
    const { oid, learner, sent } = await given(payload('ammatillinen-tutkinto'));
    const versions = [];
    const changed = { ...sent, järjestelmänOmaKenttä: undefined, arvioituPäättymispäivä: '2028-05-31' };
    for (const body of [
      sent,
      { ...sent, oid },
      changed,
      { ...changed, oid, versionumero: 2 },
      { ...changed, lisä: [] },
    ]) {
      const reply = await putOppija(tallentaja, learner, body);
      versions.push(reply.body.opiskeluoikeudet[0]?.versionumero);
    }
    expect(versions).toEqual([1, 1, 2, 2, 3]);
    const { rows } = await db().query('SELECT version FROM study_right_version WHERE study_right_oid = $1', [oid]);
    expect(rows).toHaveLength(3);
    const past = [1, 2, 3, 4].map((version) => studyRightHistory.dataOf(sql, oid, version));
    expect(await Promise.all(past)).toEqual([
      sent,
      JSON.parse(JSON.stringify(changed)),
      JSON.parse(JSON.stringify({ ...changed, lisä: [] })),
      null,
    ]);
  });

  it('a learner is found by hetu or created; the hetu stands nowhere but in the table of learners', async () => {
    const hetu = freshHetu();
    const henkilö = { hetu, etunimet: 'Testi Tapaus', kutsumanimi: 'Testi', sukunimi: 'Henkilö' };
    const put = (body: object) => tallentaja.put<Versions>(`${KOSKI}/oppija`, body);
    const first = await put({ henkilö, opiskeluoikeudet: [payload('telma')] });
    const second = await put({ henkilö: { hetu }, opiskeluoikeudet: [payload('tuva')] });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body.henkilö.oid).toMatch(/^1\.2\.246\.562\.24\.\d{11,12}$/);
    expect(second.body.henkilö).toEqual(first.body.henkilö);
    const list = await tallentaja.get<{ opiskeluoikeudet: unknown[] }>(`${KOSKI}/oppija/${first.body.henkilö.oid}`);
    expect(list.body.opiskeluoikeudet).toHaveLength(2);
    for (const table of ['study_right', 'study_right_version', 'audit_event', 'outbox']) {
      const { rows } = await db().query(`SELECT 1 FROM ${table} t WHERE t::text LIKE $1`, [`%${hetu}%`]);
      expect({ table, rows }).toEqual({ table, rows: [] });
    }
  });

  it('a new learner at the same moment twice is one learner; a refused transfer creates none', async () => {
    const hetu = freshHetu();
    const put = (opiskeluoikeus: object) =>
      tallentaja.put<Versions>(`${KOSKI}/oppija`, { henkilö: { hetu }, opiskeluoikeudet: [opiskeluoikeus] });
    const refused = await put(
      payload('telma', {
        tila: { opiskeluoikeusjaksot: [period('2026-08-10', 'lasna', { opintojenRahoitus: undefined })] },
      }),
    );
    const count = async () => (await db().query('SELECT oid FROM learner WHERE hetu = $1', [hetu])).rows.length;
    expect([refused.status, await count()]).toEqual([400, 0]);
    const replies = await Promise.all([put(payload('telma')), put(payload('tuva')), put(payload('lukio'))]);
    expect(new Set(replies.map(({ body }) => body.henkilö.oid)).size).toBe(1);
    expect(await count()).toBe(1);
  });

  it('the oids of one person are interchangeable, and reading one shows the studies of all', async () => {
    const { oid, learner, sent } = await given(payload('lukio'));
    const slave = await slaveOf(learner);
    const bySlave = await putOppija(tallentaja, slave, { ...sent, oid, oppimääräSuoritettu: true });
    expect([bySlave.status, bySlave.body.opiskeluoikeudet]).toMatchObject([200, [{ oid, versionumero: 2 }]]);
    const bySource = await putOppija(tallentaja, slave, sent);
    expect([bySource.status, bySource.body.opiskeluoikeudet]).toMatchObject([200, [{ oid, versionumero: 3 }]]);
    expect((await tallentaja.get(`${KOSKI}/oppija/${slave}`)).body).toMatchObject({ opiskeluoikeudet: [{ oid }] });
  });

  it('a confirmed main suoritus that is left out comes back, except in vocational education', async () => {
    const { oid, learner, sent } = await given(payload('perusopetus'));
    await putOppija(tallentaja, learner, { ...sent, oid, suoritukset: sent.suoritukset.slice(1), lisä: 1 });
    const read = await getOpiskeluoikeus(tallentaja, oid);
    expect(read.body.suoritukset).toEqual(sent.suoritukset);
    const vocational = await given(payload('nayttotutkinto-ja-valmistava'));
    const kept = vocational.sent.suoritukset.slice(1);
    await putOppija(tallentaja, vocational.learner, { ...vocational.sent, oid: vocational.oid, suoritukset: kept });
    expect((await getOpiskeluoikeus(tallentaja, vocational.oid)).body.suoritukset).toEqual(kept);
  });

  it('organisaatiohistoria is kept by the system; the main user stores for any well-formed organisation', async () => {
    const [from, to] = [freshOrganisation(), freshOrganisation()];
    const { oid, learner, sent } = await given(payload('telma', { oppilaitos: { oid: from } }), paakayttaja);
    const moved = await putOppija(paakayttaja, learner, { ...sent, oid, oppilaitos: { oid: to } });
    expect(moved.status).toBe(200);
    const read = await getOpiskeluoikeus(paakayttaja, oid);
    expect(read.body).toMatchObject({ oppilaitos: { oid: to }, organisaatiohistoria: [{ oppilaitos: { oid: from } }] });
    expect(outcome(await getOpiskeluoikeus(tallentaja, oid))[0]).toBe(404);
  });

  it('several study rights: all errors together, the highest status wins, nothing is stored', async () => {
    const learner = freshLearner();
    const { oid } = await given(payload('telma'), tallentaja, learner);
    const reply = await putOppija(
      tallentaja,
      learner,
      payload('tuva'),
      payload('lukio', { oppilaitos: { oid: freshOrganisation() } }),
      payload('telma', { oid, versionumero: 7, lähdejärjestelmänId: undefined }),
    );
    expect(outcome(reply)).toEqual([409, ['forbidden.organisaatio', 'conflict.versionumero']]);
    const list = await tallentaja.get<{ opiskeluoikeudet: unknown[] }>(`${KOSKI}/oppija/${learner}`);
    expect(list.body.opiskeluoikeudet).toHaveLength(1);
  });

  it('batch: an answer per learner, one that is refused holds up nobody, the highest status speaks for all', async () => {
    const learners = [freshLearner(), freshLearner(), freshLearner()];
    const bodies = [
      payload('telma'),
      payload('korkeakoulutus'),
      payload('tuva', { oppilaitos: { oid: freshOrganisation() } }),
    ];
    const people = learners.map((oid, index) => ({ henkilö: { oid }, opiskeluoikeudet: [bodies[index]] }));
    const reply = await tallentaja.put<(Versions & { statusCode: number; errors: KoskiError[] })[]>(
      `${KOSKI}/oppija/batch`,
      [...people, { henkilö: {} }],
    );
    expect([reply.status, reply.body]).toMatchObject([
      501,
      [
        { henkilö: { oid: learners[0] }, opiskeluoikeudet: [{ versionumero: 1 }] },
        { statusCode: 501, errors: [{ key: 'notImplemented.readOnly' }] },
        { statusCode: 403, errors: [{ key: 'forbidden.organisaatio' }] },
        { statusCode: 400, errors: [{ key: 'badRequest.validation.jsonSchema' }] },
      ],
    ]);
    const good = await tallentaja.put(`${KOSKI}/oppija/batch`, [
      people[0],
      { ...people[0], henkilö: { oid: freshLearner() } },
    ]);
    expect([good.status, good.body]).toMatchObject([200, [{}, {}]]);
    expect(outcome(await tallentaja.put(`${KOSKI}/oppija/batch`, {}))).toEqual([
      400,
      ['badRequest.validation.jsonSchema'],
    ]);
  });

  it('access tokens open the door too', async () => {
    const paivi = await as('paivi');
    const { oid } = await given(payload('telma'), paivi);
    expect((await getOpiskeluoikeus(paivi, oid)).status).toBe(200);
    expect((await mitatoi(paivi, oid)).status).toBe(200);
  });

  it('every read leaves an audit line', async () => {
    const { oid, learner } = await given(payload('telma'));
    await getOpiskeluoikeus(katselija, oid);
    await katselija.get(`${KOSKI}/oppija/${learner}`);
    const { rows } = await db().query(
      `SELECT actor_id, action FROM audit_event WHERE subject_person_id = $1 AND action LIKE 'read-%' ORDER BY seq`,
      [learner],
    );
    expect(rows).toEqual([
      { actor_id: 'service-user:katselija', action: 'read-study-right' },
      { actor_id: 'service-user:katselija', action: 'read-learner' },
    ]);
  });
});

describe('invalidation in Koski’s words', () => {
  const mitatoity = (alku: string, more: object = {}) => period(alku, 'mitatoity', more as Record<string, unknown>);
  const asking = (sent: { tila: { opiskeluoikeusjaksot: readonly object[] } }, jakso: object) => ({
    ...sent,
    tila: { opiskeluoikeusjaksot: [...sent.tila.opiskeluoikeusjaksot, jakso] },
  });

  it('[R163] [R164] by DELETE with ?syy= and by a transfer with mitätöinninSyy; afterwards 404 for all, the main user included', async () => {
    const byDelete = await given(payload('telma'));
    const byTransfer = await given(payload('tuva'));
    const deleted = await mitatoi(mitatoija, byDelete.oid, '?syy=WRONG_TYPE');
    expect([deleted.status, deleted.body]).toEqual([
      200,
      {
        henkilö: { oid: byDelete.learner },
        opiskeluoikeudet: [
          { oid: byDelete.oid, versionumero: 2, lähdejärjestelmänId: byDelete.sent.lähdejärjestelmänId },
        ],
      },
    ]);
    const body = asking(byTransfer.sent, mitatoity('2026-08-10', { mitätöinninSyy: 'NEVER_STARTED' }));
    const transferred = await putOppija(mitatoija, byTransfer.learner, { ...body, oid: byTransfer.oid });
    expect([transferred.status, transferred.body.opiskeluoikeudet]).toMatchObject([200, [{ versionumero: 2 }]]);
    for (const { oid, learner, sent } of [byDelete, byTransfer]) {
      for (const who of [mitatoija, paakayttaja, await as('tuki')]) {
        const gone = [404, ['notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia']];
        expect(outcome(await getOpiskeluoikeus(who, oid))).toEqual(gone);
      }
      expect((await putOppija(mitatoija, learner, { ...sent, oid })).status).toBe(404);
      expect((await mitatoi(mitatoija, oid)).status).toBe(404);
      expect((await mitatoija.get(`${KOSKI}/oppija/${learner}`)).status).toBe(404);
    }
    const { rows } = await db().query(
      'SELECT oid, invalidation_reason AS reason FROM study_right WHERE oid = ANY($1) AND invalidated ORDER BY invalidation_reason DESC',
      [[byDelete.oid, byTransfer.oid]],
    );
    expect(rows).toEqual([
      { oid: byDelete.oid, reason: 'WRONG_TYPE' },
      { oid: byTransfer.oid, reason: 'NEVER_STARTED' },
    ]);
  });

  it('an unmodified Koski client works in the demo institution by both doors, and nowhere else', async () => {
    const one = await given(payload('telma'));
    const two = await given(payload('tuva'));
    expect((await mitatoi(mitatoija, one.oid, '')).status).toBe(200);
    const body = asking(two.sent, mitatoity('2026-09-01'));
    expect((await putOppija(mitatoija, two.learner, body)).status).toBe(200);
    const elsewhere = await given(payload('telma', { oppilaitos: { oid: freshOrganisation() } }), paakayttaja);
    const missing = [400, ['badRequest.validation.tila.mitätöinninSyyPuuttuu']];
    expect(outcome(await mitatoi(paakayttaja, elsewhere.oid, ''))).toEqual(missing);
    const again = asking(elsewhere.sent, mitatoity('2026-09-01'));
    expect(outcome(await putOppija(paakayttaja, elsewhere.learner, again))).toEqual(missing);
    expect((await mitatoi(paakayttaja, elsewhere.oid, '?syy=NEVER_STARTED')).status).toBe(200);
  });

  it('[R160] [R169] [R170] conflict.hoksExists: hoksId, studyRightOid and nextSteps by both doors, nothing changed, the attempt on record', async () => {
    const { oid, learner, sent } = await given(payload('ammatillinen-tutkinto'));
    const hoksId = await givenHoks(await as('paivi'), { oid, learner });
    const period = mitatoity('2026-09-01', { mitätöinninSyy: 'WRONG_TYPE' });
    const refusals = [
      await mitatoi(mitatoija, oid),
      await mitatoi(mitatoija, oid, ''),
      await putOppija(mitatoija, learner, asking(sent, period)),
      await putOppija(paakayttaja, learner, asking(sent, mitatoity('2026-09-01'))),
    ];
    for (const refused of refusals) {
      const [entry] = refused.body as readonly KoskiError[];
      expect([refused.status, entry]).toMatchObject([409, { key: 'conflict.hoksExists', hoksId, studyRightOid: oid }]);
      expect(entry?.nextSteps?.join(' ')).toMatch(new RegExp(`HOKS ${hoksId}.*ehoks@opintopolku.fi`));
    }
    expect((await getOpiskeluoikeus(tallentaja, oid)).body.versionumero).toBe(1);
    const { rows } = await db().query(
      'SELECT channel, key, actor_id FROM invalidation_refusal WHERE study_right_oid = $1 ORDER BY refused_at',
      [oid],
    );
    const key = 'conflict.hoksExists';
    expect(rows).toEqual([
      { channel: 'REQUEST', key, actor_id: 'service-user:mitatoija' },
      { channel: 'REQUEST', key, actor_id: 'service-user:mitatoija' },
      { channel: 'TRANSFER', key, actor_id: 'service-user:mitatoija' },
      { channel: 'TRANSFER', key, actor_id: 'service-user:paakayttaja' },
    ]);
  });

  it('the right to invalidate is one of its own, by both doors, with and without a source id', async () => {
    for (const more of [{}, { lähdejärjestelmänId: undefined }]) {
      const { oid, learner, sent } = await given(payload('telma', more));
      const body = { ...asking(sent, mitatoity('2026-09-01', { mitätöinninSyy: 'WRONG_TYPE' })), oid };
      for (const who of [tallentaja, katselija]) {
        for (const refused of [await mitatoi(who, oid), await putOppija(who, learner, body)]) {
          expect([refused.status, refused.body]).toMatchObject([403, [{ key: expect.stringMatching(/^forbidden/) }]]);
        }
      }
      expect(
        [await mitatoi(tallentaja, oid), await putOppija(tallentaja, learner, body)].map(({ body: b }) => b),
      ).toEqual([
        [{ key: 'forbidden', message: 'Mitätöinti ei sallittu' }],
        [{ key: 'forbidden', message: 'Mitätöinti ei sallittu' }],
      ]);
      for (const refused of [await mitatoi(toinen, oid), await putOppija(toinen, learner, body)]) {
        expect(outcome(refused)).toEqual([404, ['notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia']]);
      }
      expect((await getOpiskeluoikeus(tallentaja, oid)).body.versionumero).toBe(1);
    }
  });

  it('other changes in the same transfer are ignored, content is not validated, the same day is fine', async () => {
    const { oid, learner, sent } = await given(payload('ammatillinen-tutkinto'));
    const reply = await putOppija(mitatoija, learner, {
      oid,
      tyyppi: { koodiarvo: 'tuva' },
      suoritukset: 'vanhaa muotoa',
      oppilaitos: { oid: OPPILAITOS },
      tila: { opiskeluoikeusjaksot: [mitatoity('2025-08-11', { mitätöinninSyy: 'WRONG_TYPE' })] },
    });
    expect([reply.status, reply.body.opiskeluoikeudet]).toMatchObject([200, [{ oid, versionumero: 2 }]]);
    const data = await studyRightHistory.dataOf(sql, oid, 2);
    expect({ ...data, tila: null }).toEqual({ ...sent, tila: null });
    expect(data?.tila.opiskeluoikeusjaksot.map((jakso) => [jakso.alku, jakso.tila.koodiarvo])).toEqual([
      ['2024-08-01', 'lasna'],
      ['2025-01-07', 'valiaikaisestikeskeytynyt'],
      ['2025-08-11', 'lasna'],
      ['2025-08-11', 'mitatoity'],
    ]);
  });

  it('[R163] the wrong type: VALMA by mistake as a qualification is invalidated, and created anew with the same source id and a new oid', async () => {
    const wrong = await given(payload('telma', { suoritukset: payload('ammatillinen-tutkinto').suoritukset }));
    const right = { ...wrong.sent, suoritukset: payload('telma').suoritukset };
    const refused = await putOppija(tallentaja, wrong.learner, right);
    expect(outcome(refused)).toEqual([
      400,
      ['badRequest.validation.ammatillinen.muutettuSuoritustapaaTaiTutkintokoodia'],
    ]);
    expect((refused.body as readonly KoskiError[])[0]?.message).toContain(
      'on ensin mitätöitävä, ja sitten on luotava uusi',
    );
    expect((await mitatoi(mitatoija, wrong.oid)).status).toBe(200);
    const anew = await putOppija(tallentaja, wrong.learner, right);
    expect([anew.status, anew.body.opiskeluoikeudet]).toMatchObject([200, [{ versionumero: 1 }]]);
    expect(anew.body.opiskeluoikeudet[0]?.oid).not.toBe(wrong.oid);
  });

  it('[R164] conflict.mitätöintiVaatiiVahvistuksen: NEVER_STARTED with something assessed asks for ?vahvistus=true', async () => {
    const { oid } = await given(payload('ammatillinen-tutkinto'));
    expect(outcome(await mitatoi(mitatoija, oid, '?syy=NEVER_STARTED'))).toEqual([
      409,
      ['conflict.mitätöintiVaatiiVahvistuksen'],
    ]);
    expect((await mitatoi(mitatoija, oid, '?syy=NEVER_STARTED&vahvistus=true')).status).toBe(200);
  });

  it.each<PayloadName>(['taiteen-perusopetus', 'vst-vapaatavoitteinen'])(
    '%s: invalidation is erasure',
    async (name) => {
      const { oid, learner, sent } = await given(payload(name));
      await putOppija(mitatoija, learner, { ...sent, oid, salaisuus: 'poistuva' });
      expect((await mitatoi(mitatoija, oid)).status).toBe(200);
      expect((await getOpiskeluoikeus(mitatoija, oid)).status).toBe(404);
      const { rows } = await db().query<{ data: object; erased_at: Date | null; version: number }>(
        'SELECT data, erased_at, version FROM study_right WHERE oid = $1',
        [oid],
      );
      expect(rows).toMatchObject([{ version: 3, erased_at: expect.any(Date), data: { suoritukset: [] } }]);
      expect(JSON.stringify(rows[0]?.data)).not.toContain('poistuva');
      const history = await db().query('SELECT 1 FROM study_right_version WHERE study_right_oid = $1', [oid]);
      expect(history.rows).toEqual([]);
      const anew = await putOppija(mitatoija, learner, sent);
      expect(anew.body.opiskeluoikeudet[0]?.oid).not.toBe(oid);
    },
  );

  it('an invalidation is told to the outside with its reason', async () => {
    const { oid } = await given(payload('telma', { suoritukset: [suoritus('999903', 'telma')] }));
    await mitatoi(mitatoija, oid, '');
    const told = await eventually('the event stands in the outbox', async () => {
      const { rows } = await db().query<{ payload: object }>(
        `SELECT payload FROM outbox WHERE aggregateid = $1 AND type = 'study-rights.study-right-invalidated.v1'`,
        [oid],
      );
      return rows[0]?.payload;
    });
    expect(told).toMatchObject({ reason: 'WRONG_TYPE', channel: 'REQUEST' });
  });
});
