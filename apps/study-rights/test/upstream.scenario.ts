import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { as, type Client, database, type OwnService, startOwnService, untilHealthy } from '#testing';
import { given, KOSKI, type KoskiReply, mitatoija, outcome, paakayttaja, payload, tallentaja } from './koski.js';
import { KoskiStandIn, type Manner } from './koski-stand-in.js';
import { givenHoks } from './provider.js';
import { approve, CASES, openCase, propose, statusAndCode } from './support-desk.js';
import { invalidatingPeriod } from './samples.js';

const credentials = { username: 'hyvaksiluku', password: 'sälä sana' };
const ROUNDS = 20;

describe('with a Koski above', () => {
  let koski: KoskiStandIn;
  let service: OwnService;
  let folder: string;
  let paivi: Client;
  beforeAll(async () => {
    koski = await KoskiStandIn.start(credentials);
    folder = await mkdtemp(path.join(tmpdir(), 'koski-'));
    const password = path.join(folder, 'password');
    await writeFile(password, `${credentials.password}\n`);
    service = await startOwnService('study-rights', {
      KOSKI_URL: koski.url,
      KOSKI_USERNAME: credentials.username,
      KOSKI_PASSWORD_FILE: password,
      KOSKI_TIMEOUT_SECONDS: '2',
    });
    paivi = await as('paivi');
    await untilHealthy(service, 'ready', 120_000);
  }, 180_000);
  afterAll(async () => {
    await service.stop();
    await koski.stop();
    await rm(folder, { recursive: true });
  }, 60_000);
  beforeEach(() => koski.reset());

  /** A study right that Koski has, too. */
  const givenBoth = async () => {
    const studyRight = await given(payload('ammatillinen-tutkinto'));
    koski.known.add(studyRight.oid);
    return studyRight;
  };
  const mitatoi = (oid: string): Promise<KoskiReply> =>
    mitatoija.delete(`${service.url}${KOSKI}/opiskeluoikeus/${oid}?syy=WRONG_TYPE`);
  const isLive = async (oid: string) => (await tallentaja.get(`${KOSKI}/opiskeluoikeus/${oid}`)).status === 200;
  const refusals = async (oid: string): Promise<string[]> => {
    const sql = 'SELECT key FROM invalidation_refusal WHERE study_right_oid = $1 ORDER BY refused_at';
    return (await database('study-rights').query<{ key: string }>(sql, [oid])).rows.map(({ key }) => key);
  };

  it('an invalidation goes there first and is stored here on its success', async () => {
    const { oid } = await givenBoth();
    const done = await mitatoi(oid);
    expect([done.status, done.body.opiskeluoikeudet]).toMatchObject([200, [{ oid, versionumero: 2 }]]);
    expect(koski.asked).toEqual([`GET ${oid}`, `DELETE ${oid}`]);
    expect(await isLive(oid)).toBe(false);
    const { rows } = await database('study-rights').query('SELECT 1 FROM koski_sighting WHERE study_right_oid = $1', [
      oid,
    ]);
    expect(rows).toEqual([]);
  });

  it('a transfer with mitatoity does the same', async () => {
    const { oid, learner, sent } = await givenBoth();
    const [first] = sent.tila.opiskeluoikeusjaksot;
    const jaksot = [first, invalidatingPeriod('2026-08-20', 'WRONG_TYPE')];
    const body = {
      henkilö: { oid: learner },
      opiskeluoikeudet: [{ ...sent, oid, tila: { opiskeluoikeusjaksot: jaksot } }],
    };
    const put = (): Promise<KoskiReply> => paakayttaja.put(`${service.url}${KOSKI}/oppija`, body);
    koski.next('DELETE', 'error-500', 'error-500');
    expect(outcome(await put())).toEqual([503, ['unavailable.koski']]);
    expect([await isLive(oid), koski.known.has(oid)]).toEqual([true, true]);
    expect((await put()).status).toBe(200);
    expect([await isLive(oid), koski.known.has(oid)]).toEqual([false, false]);
    expect(await refusals(oid)).toEqual(['unavailable.koski']);
  });

  it('a HOKS in the way is refused here, without a call to Koski', async () => {
    const studyRight = await givenBoth();
    await givenHoks(paivi, studyRight);
    expect(outcome(await mitatoi(studyRight.oid))).toEqual([409, ['conflict.hoksExists']]);
    expect(koski.asked).toEqual([]);
  });

  it('[R169] an override of the support desk goes there first: on any doubt HOKS and study right stay as they are', async () => {
    const studyRight = await givenBoth();
    const hoksId = await givenHoks(paivi, studyRight);
    const [tuki, toini] = await Promise.all([as('tuki'), as('toini')]);
    const message = 'näyte-viestistä';
    const { id } = (await openCase(paivi, studyRight.oid, { message })).body;
    const reason = 'näyte-perustelusta';
    expect((await propose(tuki, id, { reason })).status).toBe(200);
    const here = () => toini.post<{ code: string }>(`${service.url}${CASES}/${id}/approve`, {});
    for (const manner of ['error-500', 'html'] as const) {
      koski.next('DELETE', manner, manner);
      expect(statusAndCode(await here())).toEqual([503, 'unavailable.koski']);
      expect([await isLive(studyRight.oid), koski.known.has(studyRight.oid)]).toEqual([true, true]);
      expect((await paivi.get(`/api/study-rights/v1/hoks/${hoksId}`)).status).toBe(200);
    }
    expect((await tuki.get<{ state: string }>(`${CASES}/${id}`)).body.state).toBe('PROPOSED');
    expect(await refusals(studyRight.oid)).toEqual(['unavailable.koski', 'unavailable.koski']);
    expect((await here()).status).toBe(200);
    expect([await isLive(studyRight.oid), koski.known.has(studyRight.oid)]).toEqual([false, false]);
    expect((await paivi.get(`/api/study-rights/v1/hoks/${hoksId}`)).status).toBe(404);
    expect(statusAndCode(await approve(toini, id))).toEqual([409, 'support-case/step-not-possible']);
    expect(service.output()).not.toMatch(/näyte-/);
  });

  it.each<[Manner, string]>([
    ['silent', 'unavailable.koski'],
    ['error-500', 'unavailable.koski'],
    ['html', 'unavailable.koski'],
    ['proxy-404', 'unavailable.koski'],
    ['forbidden', 'unavailable.koskiEiSallinut'],
  ])('%s fails closed: 503, nothing changed, the attempt on record; later it succeeds', async (manner, key) => {
    const { oid } = await givenBoth();
    koski.next('DELETE', manner, manner);
    expect(outcome(await mitatoi(oid))).toEqual([503, [key]]);
    expect([await isLive(oid), koski.known.has(oid), await refusals(oid)]).toEqual([true, true, [key]]);
    koski.reset();
    expect((await mitatoi(oid)).status).toBe(200);
    expect(await isLive(oid)).toBe(false);
  });

  it('unavailable.koskiEiTunneOpiskeluoikeutta: 404 by its key, of what Koski never showed, fails closed', async () => {
    const { oid } = await given(payload('ammatillinen-tutkinto'));
    expect(outcome(await mitatoi(oid))).toEqual([503, ['unavailable.koskiEiTunneOpiskeluoikeutta']]);
    expect(await isLive(oid)).toBe(true);
  });

  it('an answer lost after it was done: the repeat finds nothing there by its key, and is stored here', async () => {
    const { oid } = await givenBoth();
    koski.next('DELETE', 'done-then-cut', 'cut');
    expect(outcome(await mitatoi(oid))).toEqual([503, ['unavailable.koski']]);
    expect([await isLive(oid), koski.known.has(oid)]).toEqual([true, false]);
    expect((await mitatoi(oid)).status).toBe(200);
    expect(await isLive(oid)).toBe(false);
    expect(koski.asked.filter((question) => question.startsWith('GET'))).toHaveLength(1);
  });

  it(`[R160] storing a HOKS while Koski is asked: never both (${ROUNDS} rounds)`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const studyRight = await givenBoth();
      koski.next('DELETE', 'slow');
      const hoks = () =>
        givenHoks(paivi, studyRight).then(
          () => true,
          () => false,
        );
      const invalidation = async () => (await mitatoi(studyRight.oid)).status === 200;
      const [first, second] = await Promise.all(round % 2 === 0 ? [hoks(), invalidation()] : [invalidation(), hoks()]);
      expect({ round, both: first && second, one: first || second }).toEqual({ round, both: false, one: true });
      const done = round % 2 === 0 ? second : first;
      expect({ round, there: koski.known.has(studyRight.oid) }).toEqual({ round, there: !done });
      koski.reset();
    }
  }, 120_000);

  it.each<[Record<string, string>, string]>([
    [{ KOSKI_URL: 'https://koski.example' }, 'KOSKI_USERNAME is missing: KOSKI_URL needs it.'],
    [{ KOSKI_URL: 'https://koski.example', KOSKI_USERNAME: 'x' }, 'KOSKI_PASSWORD is missing: KOSKI_URL needs it.'],
    [{ KOSKI_URL: 'koski', KOSKI_USERNAME: 'x', KOSKI_PASSWORD: 'hemlighet' }, 'KOSKI_URL is wrong'],
    [{ KOSKI_TIMEOUT_SECONDS: '60' }, 'KOSKI_TIMEOUT_SECONDS is wrong'],
    [
      { NODE_ENV: 'production', KOSKI_URL: 'http://k.example', KOSKI_USERNAME: 'x', KOSKI_PASSWORD: 'hemlighet' },
      'KOSKI_URL is wrong: only https:// in production',
    ],
  ])('does not start with %j', async (env, sentence) => {
    const wrong = await startOwnService('study-rights', env);
    expect(await wrong.ended()).toBe(1);
    expect(wrong.output()).toContain(sentence);
    expect(wrong.output()).not.toContain('hemlighet');
  });
});
