import { randomInt, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { addDays, finnishDay } from '#kernel';
import { as, basic, eventually } from '#testing';
import { luhnCheckDigit } from '../src/study-rights/domain/oids.js';
import type { Opiskeluoikeus } from '../src/study-rights/domain/opiskeluoikeus.js';
import { newStudyRightOid } from '../src/study-rights/koski/new-study-right-oid.js';
import { StudyRightHistoryRepository } from '../src/study-rights/persistence/study-right-history.repository.js';
import { hashPassword } from '../src/service-users/password-hash.js';
import {
  db,
  endingIn,
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
  serviceUser,
  slaveOf,
  tallentaja,
  toinen,
  type Versions,
} from './koski.js';
import { freshLearner, givenHoks } from './provider.js';
import { OPPILAITOS, period, periods, suoritus } from './samples.js';

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
    const past = [1, 2, 3, 4].map((version) => new StudyRightHistoryRepository().dataOf(sql, oid, version));
    expect(await Promise.all(past)).toEqual([
      sent,
      JSON.parse(JSON.stringify(changed)),
      JSON.parse(JSON.stringify({ ...changed, lisä: [] })),
      null,
    ]);
  });

  it('null is absence at every depth: it makes neither a version nor a history row nor an event', async () => {
    const { oid, learner, sent } = await given(payload('ammatillinen-tutkinto'));
    const withNulls = {
      ...sent,
      arvioituPäättymispäivä: sent['arvioituPäättymispäivä'] ?? null,
      sisältyyOpiskeluoikeuteen: null,
      lisätiedot: { ...(sent['lisätiedot'] as object), hojks: null },
      suoritukset: sent.suoritukset.map((one) => ({ ...one, vahvistus: null, ryhmätunnus: null })),
    } as unknown as Opiskeluoikeus;
    const reply = await putOppija(tallentaja, learner, withNulls);
    expect([reply.status, reply.body.opiskeluoikeudet[0]?.versionumero]).toEqual([200, 1]);
    const { rows } = await db().query('SELECT version FROM study_right_version WHERE study_right_oid = $1', [oid]);
    expect(rows).toHaveLength(1);
  });

  it('an ended study right refuses the like on its days, whichever is sent first; contained beside plain is allowed', async () => {
    const ended = (from: string, to: string) =>
      payload('telma', periods(period(from, 'lasna'), period(to, 'katsotaaneronneeksi')));
    const running = () => payload('telma', periods(period('2026-08-10', 'lasna')));
    const [early, late] = [freshLearner(), freshLearner()];
    const { oid } = await given(running(), tallentaja, early);
    await given(ended('2026-08-01', '2026-08-31'), tallentaja, late);
    const second = [
      await putOppija(tallentaja, early, ended('2026-08-01', '2026-08-31')),
      await putOppija(tallentaja, late, running()),
    ];
    expect(second.map(outcome)).toEqual(second.map(() => [409, ['conflict.exists']]));
    const before = ended('2025-08-01', '2026-08-09');
    expect((await putOppija(tallentaja, early, before)).status).toBe(200);
    const link = { sisältyyOpiskeluoikeuteen: { oppilaitos: { oid: OPPILAITOS }, oid } };
    expect((await putOppija(tallentaja, early, { ...running(), ...link })).status).toBe(200);
    expect(outcome(await putOppija(tallentaja, early, { ...running(), ...link }))).toEqual([409, ['conflict.exists']]);
  });

  it('a link names a study right that is there, of the oppilaitos and learner that it says; else nothing is stored', async () => {
    const { oid, learner, sent } = await given(payload('ammatillinen-tutkinto'));
    const gone = await given(payload('telma'), tallentaja, learner);
    expect((await mitatoi(mitatoija, gone.oid)).status).toBe(200);
    const contained = (link: object) => payload('telma', { sisältyyOpiskeluoikeuteen: link });
    const [oppilaitos, key] = [sent.oppilaitos, 'badRequest.validation.sisältäväOpiskeluoikeus'];
    const refused: [string, Opiskeluoikeus, string][] = [
      [learner, contained({}), 'badRequest.validation.jsonSchema'],
      [learner, contained({ oppilaitos, oid: newStudyRightOid() }), `${key}.eiLöydy`],
      [learner, contained({ oppilaitos, oid: gone.oid }), `${key}.eiLöydy`],
      [learner, contained({ oppilaitos: { oid: '1.2.246.562.10.40000000004' }, oid }), `${key}.vääräOppilaitos`],
      [freshLearner(), contained({ oppilaitos, oid }), `${key}.henkilöTiedot`],
      [learner, { ...sent, sisältyyOpiskeluoikeuteen: { oppilaitos: { oid: OPPILAITOS }, oid } }, `${key}.eiLöydy`],
    ];
    for (const [whose, body, expected] of refused) {
      expect(outcome(await putOppija(tallentaja, whose, body))).toEqual([400, [expected]]);
    }
    const list = await katselija.get<{ opiskeluoikeudet: { versionumero: number }[] }>(`${KOSKI}/oppija/${learner}`);
    expect(list.body.opiskeluoikeudet.map(({ versionumero }) => versionumero)).toEqual([1]);
    expect((await putOppija(tallentaja, learner, contained({ oppilaitos, oid }))).status).toBe(200);
  });

  it('learners of the test nodes 98, 198 and 298 have a Luhn digit', async () => {
    const digits = String(randomInt(1_000_000_000, 10_000_000_000));
    for (const node of [98, 198, 298]) {
      const learner = (digit: number) => `1.2.246.562.${node}.${digits}${digit}`;
      const right = luhnCheckDigit(digits);
      expect((await putOppija(tallentaja, learner(right), payload('telma'))).status).toBe(200);
      expect(outcome(await putOppija(tallentaja, learner((right + 1) % 10), payload('telma')))).toEqual([
        400,
        ['badRequest.queryParam.virheellinenHenkilöOid'],
      ]);
    }
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
    const koulutustoimija = { oid: freshOrganisation() };
    const moved = await putOppija(paakayttaja, learner, { ...sent, oid, oppilaitos: { oid: to }, koulutustoimija });
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

  it('batch: one learner twice is taken one after the other; who only reads is refused in each entry; none is no error', async () => {
    const learner = freshLearner();
    const sent = payload('telma');
    const people = [sent, { ...sent, ostettu: true }, { ...sent, ostettu: true }].map((one) => ({
      henkilö: { oid: learner },
      opiskeluoikeudet: [one],
    }));
    const batch = (client: typeof tallentaja, list: object[]) => client.put(`${KOSKI}/oppija/batch`, list);
    const reply = await batch(tallentaja, people);
    expect([reply.status, reply.body]).toMatchObject([
      200,
      [1, 2, 2].map((versionumero) => ({ henkilö: { oid: learner }, opiskeluoikeudet: [{ versionumero }] })),
    ]);
    const entry = {
      statusCode: 403,
      errors: [{ key: 'forbidden.organisaatio', message: expect.stringContaining('Käyttäjällä') }],
    };
    const refused = await batch(katselija, [people[0] ?? {}, people[1] ?? {}]);
    expect([refused.status, refused.body]).toEqual([403, [entry, entry]]);
    expect(await batch(tallentaja, [])).toMatchObject({ status: 200, body: [] });
  });

  it('two study rights of one body that mean one row are two versions; both or none', async () => {
    const learner = freshLearner();
    const sent = payload('telma');
    const both = await putOppija(tallentaja, learner, sent, { ...sent, ostettu: true });
    const [first, second] = both.body.opiskeluoikeudet;
    expect([both.status, first, second]).toMatchObject([
      200,
      { versionumero: 1 },
      { oid: first?.oid, versionumero: 2 },
    ]);
    const none = await putOppija(tallentaja, learner, sent, { ...sent, ostettu: true, versionumero: 2 });
    expect(outcome(none)).toEqual([409, ['conflict.versionumero']]);
    expect((await getOpiskeluoikeus(tallentaja, first?.oid ?? '')).body).toMatchObject({
      versionumero: 2,
      ostettu: true,
    });
  });

  it('the source id means a study right in its oppilaitos only; without any id another type is a new study right', async () => {
    const { oid, learner, sent } = await given(payload('telma'), paakayttaja);
    const elsewhere = await putOppija(paakayttaja, learner, { ...sent, oppilaitos: { oid: freshOrganisation() } });
    expect([elsewhere.status, elsewhere.body.opiskeluoikeudet[0]?.oid === oid]).toEqual([200, false]);
    const byHand = await given(payload('telma', { lähdejärjestelmänId: undefined }));
    const other = await putOppija(tallentaja, byHand.learner, payload('lukio', { lähdejärjestelmänId: undefined }));
    expect([other.status, other.body.opiskeluoikeudet]).toMatchObject([200, [{ versionumero: 1 }]]);
  });

  it('the order of fields makes no version; current versionumero, sent derived fields and null for absent make none either', async () => {
    const { oid, learner, sent } = await given(
      payload('ammatillinen-tutkinto', { lisä: { b: [1, { y: 1, x: null }], a: '' } }),
    );
    const read = (await getOpiskeluoikeus(tallentaja, oid)).body;
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, child]) => [name, turned(child)]),
      );
    };
    const bodies = [
      turned(sent),
      turned(read),
      { ...sent, versionumero: 1 },
      { ...sent, oppilaitos: undefined },
      { ...sent, alkamispäivä: '1999-01-01', koulutustoimija: null },
    ];
    for (const body of bodies as object[]) {
      const reply = await putOppija(tallentaja, learner, body);
      expect([reply.status, reply.body.opiskeluoikeudet]).toMatchObject([200, [{ oid, versionumero: 1 }]]);
    }
  });

  it('a koulutustoimija reaches the oppilaitokset that have said they belong to it, and no other', async () => {
    const [koulutustoimija, own, foreign] = [freshOrganisation(), freshOrganisation(), freshOrganisation()];
    const provider = await serviceUser({ institution_oid: koulutustoimija, roles: ['PROVIDER'] });
    const of = (oppilaitos: string) =>
      payload('telma', { oppilaitos: { oid: oppilaitos }, koulutustoimija: { oid: koulutustoimija } });
    const put = (oppilaitos: string) => putOppija(provider, freshLearner(), of(oppilaitos));
    expect(outcome(await put(own))).toEqual([403, ['forbidden.organisaatio']]);
    const { oid, learner, sent } = await given(of(own), paakayttaja);
    expect((await put(own)).status).toBe(200);
    expect((await putOppija(provider, learner, { ...sent, oid, ostettu: true })).body).toMatchObject({
      opiskeluoikeudet: [{ oid, versionumero: 2 }],
    });
    expect(outcome(await put(foreign))).toEqual([403, ['forbidden.organisaatio']]);
  });

  it('an active study right goes back to an oppilaitos of its history', async () => {
    const [from, to, first, second] = Array.from({ length: 4 }, freshOrganisation);
    const { oid, learner, sent } = await given(
      payload('telma', { oppilaitos: { oid: from }, koulutustoimija: { oid: first } }),
      paakayttaja,
    );
    const move = (oppilaitos: unknown, koulutustoimija: unknown) =>
      putOppija(paakayttaja, learner, {
        ...sent,
        oid,
        oppilaitos: { oid: oppilaitos },
        koulutustoimija: { oid: koulutustoimija },
        organisaatiohistoria: [],
      });
    expect((await move(to, second)).status).toBe(200);
    expect((await move(from, second)).status).toBe(200);
    expect(outcome(await move(freshOrganisation(), second))).toEqual([
      400,
      ['badRequest.validation.organisaatio.oppilaitoksenVaihto'],
    ]);
    expect((await getOpiskeluoikeus(paakayttaja, oid)).body.organisaatiohistoria).toMatchObject([
      { oppilaitos: { oid: from }, koulutustoimija: { oid: first } },
      { oppilaitos: { oid: to }, koulutustoimija: { oid: second } },
    ]);
  });

  it('JSON is taken with its charset, and with a byte order mark; a password with colons and other letters', async () => {
    const learner = freshLearner();
    const text = JSON.stringify({ henkilö: { oid: learner }, opiskeluoikeudet: [payload('telma')] });
    const put = (body: string, type: string) => tallentaja.put(`${KOSKI}/oppija`, body, { 'content-type': type });
    expect((await put(text, 'application/json; charset=utf-8')).status).toBe(200);
    expect((await put(`\ufeff${text}`, 'Application/JSON;charset="UTF-8"')).status).toBe(200);
    const username = `testi-${randomUUID()}`;
    const password = 'sala:sana:ÄÖ€';
    await serviceUser({
      username,
      password_hash: await hashPassword(password),
      institution_oid: OPPILAITOS,
      roles: ['PROVIDER'],
    });
    expect((await basic(username, password).get(`${KOSKI}/oppija/${learner}`)).status).toBe(200);
  });

  it('access tokens are accepted too', async () => {
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
    const body = endingIn(byTransfer.sent, mitatoity('2026-08-10', { mitätöinninSyy: 'NEVER_STARTED' }));
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

  it('an unmodified Koski client works in the demo institution by request and by transfer, and nowhere else', async () => {
    const one = await given(payload('telma'));
    const two = await given(payload('tuva'));
    expect((await mitatoi(mitatoija, one.oid, '')).status).toBe(200);
    const body = endingIn(two.sent, mitatoity('2026-09-01'));
    expect((await putOppija(mitatoija, two.learner, body)).status).toBe(200);
    const elsewhere = await given(payload('telma', { oppilaitos: { oid: freshOrganisation() } }), paakayttaja);
    const missing = [400, ['badRequest.validation.tila.mitätöinninSyyPuuttuu']];
    expect(outcome(await mitatoi(paakayttaja, elsewhere.oid, ''))).toEqual(missing);
    const again = endingIn(elsewhere.sent, mitatoity('2026-09-01'));
    expect(outcome(await putOppija(paakayttaja, elsewhere.learner, again))).toEqual(missing);
    expect((await mitatoi(paakayttaja, elsewhere.oid, '?syy=NEVER_STARTED')).status).toBe(200);
  });

  it('[R160] [R169] [R170] conflict.hoksExists: hoksId, studyRightOid and nextSteps by request and by transfer, nothing changed, the attempt on record', async () => {
    const { oid, learner, sent } = await given(payload('ammatillinen-tutkinto'));
    const hoksId = await givenHoks(await as('paivi'), { oid, learner });
    const period = mitatoity('2026-09-01', { mitätöinninSyy: 'WRONG_TYPE' });
    const refusals = [
      await mitatoi(mitatoija, oid),
      await mitatoi(mitatoija, oid, ''),
      await putOppija(mitatoija, learner, endingIn(sent, period)),
      await putOppija(paakayttaja, learner, endingIn(sent, mitatoity('2026-09-01'))),
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

  it('invalidating needs a right of its own, by request and by transfer, with and without a source id', async () => {
    for (const more of [{}, { lähdejärjestelmänId: undefined }]) {
      const { oid, learner, sent } = await given(payload('telma', more));
      const body = { ...endingIn(sent, mitatoity('2026-09-01', { mitätöinninSyy: 'WRONG_TYPE' })), oid };
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

  it.each([
    ['', 409, 1],
    ['?vahvistus=true', 200, 2],
    ['?vahvistus=false', 409, 1],
  ])('PUT%s of one that never started although something is assessed: %d', async (query, status, versionumero) => {
    const assessed = payload('telma');
    const suoritukset = assessed.suoritukset.map((one) => ({
      ...one,
      osasuoritukset: [{ arviointi: [{ arvosana: 1 }] }],
    }));
    const { oid, learner, sent } = await given({ ...assessed, suoritukset });
    const mitatoity = period('2026-08-10', 'mitatoity', { mitätöinninSyy: 'NEVER_STARTED' });
    const jaksot = [...sent.tila.opiskeluoikeusjaksot, mitatoity];
    const body = { henkilö: { oid: learner }, opiskeluoikeudet: [{ ...sent, oid, ...periods(...jaksot) }] };
    expect((await mitatoija.put(`${KOSKI}/oppija${query}`, body)).status).toBe(status);
    const { rows } = await db().query('SELECT version FROM study_right WHERE oid = $1', [oid]);
    expect(rows).toEqual([{ version: versionumero }]);
  });

  it('[R163] [R168] a refused change of type or qualification names both steps when there is a HOKS: HOKS first', async () => {
    const { oid, learner, sent } = await given(payload('ammatillinen-tutkinto'));
    const changes = [
      { ...payload('tuva'), lähdejärjestelmänId: sent.lähdejärjestelmänId, oid },
      { ...sent, oid, suoritukset: payload('telma').suoritukset },
    ];
    const stepsOf = async (body: Opiskeluoikeus) => {
      const [error] = (await putOppija(tallentaja, learner, body)).body as readonly KoskiError[];
      return error?.nextSteps ?? [];
    };
    for (const body of changes) expect(await stepsOf(body)).toHaveLength(1);
    const id = await givenHoks(await as('paivi'), { oid, learner });
    for (const body of changes) {
      const [first, second, ...rest] = await stepsOf(body);
      expect(first).toContain(`HOKS ${id}`);
      expect(first).toContain(oid);
      expect([second, rest]).toEqual([expect.stringContaining('WRONG_TYPE'), []]);
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
    const data = await new StudyRightHistoryRepository().dataOf(sql, oid, 2);
    expect({ ...data, tila: null }).toEqual({ ...sent, tila: null });
    expect(data?.tila.opiskeluoikeusjaksot.map((jakso) => [jakso.alku, jakso.tila.koodiarvo])).toEqual([
      ['2024-08-01', 'lasna'],
      ['2025-01-07', 'valiaikaisestikeskeytynyt'],
      ['2025-08-11', 'lasna'],
      ['2025-08-11', 'mitatoity'],
    ]);
  });

  it('by source id as well; of several last periods mitatoity the last counts; of two of one day the later in the list', async () => {
    const { oid, learner, sent } = await given(payload('telma'));
    const [missing, { alku }] = [null, sent.tila.opiskeluoikeusjaksot[0] ?? { alku: '' }];
    const reply = await putOppija(mitatoija, learner, {
      tyyppi: sent.tyyppi,
      lähdejärjestelmänId: sent.lähdejärjestelmänId,
      oppilaitos: sent.oppilaitos,
      tila: {
        opiskeluoikeusjaksot: [
          missing,
          { alku: 'ennen' },
          mitatoity('2020-01-01', { mitätöinninSyy: 'MUU' }),
          mitatoity(alku, { mitätöinninSyy: 'NEVER_STARTED', lisä: 1 }),
        ],
      },
    });
    expect([reply.status, reply.body.opiskeluoikeudet]).toMatchObject([200, [{ oid, versionumero: 2 }]]);
    const { rows } = await db().query('SELECT state, data FROM study_right WHERE oid = $1', [oid]);
    const { lähdejärjestelmänId, ...kept } = endingIn(
      sent,
      mitatoity(alku, { mitätöinninSyy: 'NEVER_STARTED', lisä: 1 }),
    );
    expect(rows).toEqual([{ state: 'mitatoity', data: { ...kept, lähdejärjestelmänId } }]);
  });

  it('an invalidation of today in Finland is none of the future', async () => {
    const { oid, learner, sent } = await given(payload('telma', periods(period('2020-01-01', 'lasna'))));
    const today = finnishDay(new Date());
    const asked = (alku: string) => ({ ...endingIn(sent, mitatoity(alku, { mitätöinninSyy: 'WRONG_TYPE' })), oid });
    expect(outcome(await putOppija(mitatoija, learner, asked(addDays(today, 2))))).toEqual([
      400,
      ['badRequest.validation.tila.mitätöintiTulevaisuudessa'],
    ]);
    expect((await putOppija(mitatoija, learner, asked(today))).status).toBe(200);
  });

  it('conflict.hoksExists in a batch holds up nobody else, says what to do, and is on record', async () => {
    const [blocked, free] = [await given(payload('telma')), await given(payload('telma'))];
    const hoksId = await givenHoks(await as('paivi'), blocked);
    const people = [blocked, free].map(({ learner, sent }) => ({
      henkilö: { oid: learner },
      opiskeluoikeudet: [endingIn(sent, mitatoity('2026-09-01', { mitätöinninSyy: 'WRONG_TYPE' }))],
    }));
    const reply = await mitatoija.put(`${KOSKI}/oppija/batch`, people);
    expect([reply.status, reply.body]).toMatchObject([
      409,
      [
        {
          statusCode: 409,
          errors: [
            {
              key: 'conflict.hoksExists',
              hoksId,
              studyRightOid: blocked.oid,
              nextSteps: expect.arrayContaining([expect.stringContaining(String(hoksId))]),
            },
          ],
        },
        { opiskeluoikeudet: [{ oid: free.oid, versionumero: 2 }] },
      ],
    ]);
    const { rows } = await db().query('SELECT channel, hoks_id FROM invalidation_refusal WHERE study_right_oid = $1', [
      blocked.oid,
    ]);
    expect(rows).toEqual([{ channel: 'TRANSFER', hoks_id: hoksId }]);
  });

  it('conflict.mitätöintiVaatiiVahvistuksen says how to confirm, and a transfer confirms too', async () => {
    const { learner, sent } = await given(payload('ammatillinen-tutkinto'));
    const asked = (more: object) =>
      endingIn(sent, mitatoity('2026-09-01', { mitätöinninSyy: 'NEVER_STARTED', ...more }));
    const [entry] = (await putOppija(mitatoija, learner, asked({}))).body as readonly KoskiError[];
    expect([entry?.key, entry?.nextSteps?.join()]).toEqual([
      'conflict.mitätöintiVaatiiVahvistuksen',
      expect.stringContaining('?vahvistus=true'),
    ]);
    expect((await putOppija(mitatoija, learner, asked({ mitätöinninVahvistus: true }))).status).toBe(200);
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

  it('an invalidation is published with its reason', async () => {
    const { oid } = await given(payload('telma', { suoritukset: [suoritus('999903', 'telma')] }));
    await mitatoi(mitatoija, oid, '');
    const published = await eventually('the event is in the outbox', async () => {
      const { rows } = await db().query<{ payload: object }>(
        `SELECT payload FROM outbox WHERE aggregateid = $1 AND type = 'study-rights.study-right-invalidated.v1'`,
        [oid],
      );
      return rows[0]?.payload;
    });
    expect(published).toMatchObject({ reason: 'WRONG_TYPE', channel: 'REQUEST' });
  });
});
