import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database, eventually, publish } from '#testing';
import { demoPerson } from '#testing/demo';
import {
  freshLearner,
  freshSource,
  givenStudyRight,
  invalidate,
  PATH,
  type Problem,
  type TransferAnswer,
  transferOf,
} from '../../../../test/provider.js';
import { opiskeluoikeus, OPPILAITOS } from '../../../../test/samples.js';
import { statusAndCode } from '../../../../test/support-desk.js';

const OTHER_OPPILAITOS = '1.2.246.562.10.40000000004';

describe('reading study rights', () => {
  let paivi: Client;
  let hanna: Client;
  let tuki: Client;
  beforeAll(async () => {
    [paivi, hanna, tuki] = await Promise.all([as('paivi'), as('hanna'), as('tuki')]);
  });

  it('a learner’s study rights come in pages, and who reads them leaves an audit line', async () => {
    const learner = freshLearner();
    const five = Array.from({ length: 5 }, () => opiskeluoikeus(freshSource()));
    const stored = await paivi.put<TransferAnswer>(`${PATH}/transfers`, transferOf(learner, ...five));
    const seen: string[] = [];
    let cursor = '';
    do {
      const path = `${PATH}/study-rights?learnerOid=${learner}&limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await paivi.get<{ items: { oid: string }[]; nextCursor: string | null; total: number }>(path);
      expect(body).toMatchObject({ total: 5, totalIsExact: true });
      seen.push(...body.items.map((item) => item.oid));
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    expect(seen).toEqual(stored.body.opiskeluoikeudet.map((one) => one.oid).sort());
    const audit = await database('study-rights').query(
      `SELECT action FROM audit_event WHERE subject_person_id = $1 AND action = 'list-study-rights'`,
      [learner],
    );
    // Three pages in a row are one reading of the learner's study rights.
    expect(audit.rows).toHaveLength(1);
  });

  it('another organisation’s study right is not found, not listed and not changed', async () => {
    const learner = freshLearner();
    const payload = opiskeluoikeus({ ...freshSource(), oppilaitos: { oid: OTHER_OPPILAITOS } });
    await publish('national.study-right-transferred.v1', payload.lähdejärjestelmänId?.id ?? '', OTHER_OPPILAITOS, {
      institutionOid: OTHER_OPPILAITOS,
      transfer: transferOf(learner, payload),
    });
    const oid = await eventually('the other organisation’s study right is stored', async () => {
      const sql = 'SELECT oid FROM study_right WHERE learner_oid = $1';
      return (await database('study-rights').query<{ oid: string }>(sql, [learner])).rows[0]?.oid;
    });
    const list = await paivi.get<{ items: unknown[] }>(`${PATH}/study-rights?learnerOid=${learner}`);
    expect(list.body.items).toEqual([]);
    const replies = [
      await paivi.get<Problem>(`${PATH}/study-rights/${oid}`),
      await paivi.post<Problem>(`${PATH}/study-rights/${oid}/invalidate`, { reason: 'WRONG_TYPE' }),
      await paivi.put<Problem>(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus({ oid }))),
    ];
    expect(replies.map((reply) => [reply.status, reply.body.code])).toEqual(
      replies.map(() => [404, 'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia']),
    );
  });

  it('[R161] is searched by oid, source id, institution, type and state; invalidated ones by the support desk only', async () => {
    const source = freshSource();
    const sourceId = source.lähdejärjestelmänId?.id ?? '';
    const { oid, learner } = await givenStudyRight(paivi, source);
    const criteria = [
      `oid=${oid}`,
      `sourceId=${sourceId}`,
      `learnerOid=${learner}`,
      `institutionOid=${OPPILAITOS}&sourceId=${sourceId}`,
      `type=ammatillinenkoulutus&sourceId=${sourceId}`,
      `state=lasna&sourceId=${sourceId}`,
      `institutionOid=${OPPILAITOS}&type=ammatillinenkoulutus&state=lasna&learnerOid=${learner}&oid=${oid}`,
    ];
    const search = async (client: Client, query: string) =>
      (await client.get<{ items: object[] }>(`${PATH}/study-rights?${query}`)).body.items;
    const line = {
      ...{ oid, oppijaOid: learner, oppilaitosOid: OPPILAITOS, lähdejärjestelmänId: sourceId },
      ...{ tyyppi: 'ammatillinenkoulutus', tila: 'lasna', versionumero: 1, invalidated: false },
    };
    for (const query of criteria) {
      expect([query, await search(paivi, query), await search(tuki, query)]).toMatchObject([query, [line], [line]]);
    }
    expect(await search(tuki, `sourceId=${sourceId}&state=loma`)).toEqual([]);
    expect(await search(tuki, `sourceId=${sourceId}&institutionOid=${OTHER_OPPILAITOS}`)).toEqual([]);
    expect((await tuki.get<object>(`${PATH}/study-rights?oid=${oid}`)).body).toMatchObject({ total: 1 });
    const anything = await search(tuki, `type=ammatillinenkoulutus&state=lasna&limit=3`);
    expect(anything).toHaveLength(3);

    expect((await invalidate(paivi, oid)).status).toBe(200);
    const gone = [`oid=${oid}`, `sourceId=${sourceId}&state=mitatoity`];
    for (const query of gone) {
      expect([query, await search(paivi, query), await search(tuki, query)]).toMatchObject([
        query,
        [],
        [{ oid, tila: 'mitatoity', invalidated: true }],
      ]);
    }
    const { rows } = await database('study-rights').query<{ actor_id: string }>(
      `SELECT actor_id FROM audit_event WHERE subject_person_id = $1 AND action = 'list-study-rights'`,
      [learner],
    );
    // Whichever way they were found: one line for each reader and learner within ten minutes.
    expect(rows.map(({ actor_id: reader }) => reader).sort()).toEqual(
      ['paivi', 'tuki'].map((username) => demoPerson(username).personId).sort(),
    );
  });

  it('a study right is called by the names of learner, oppilaitos and qualification that are known, in the list and on its page', async () => {
    const tunniste = { koodiarvo: '361902', koodistoUri: 'koulutus', nimi: { fi: 'Luonto- ja ympäristöala' } };
    const [first] = opiskeluoikeus().suoritukset;
    const suoritukset = [{ ...first, koulutusmoduuli: { tunniste } }] as never;
    const oppilaitos = { oid: OPPILAITOS, nimi: { fi: 'Kallion ammattiopisto', sv: 'Berghälls yrkesinstitut' } };
    const { oid, learner } = await givenStudyRight(paivi, { suoritukset, oppilaitos });
    const unnamed = await givenStudyRight(paivi);
    await database('study-rights').query(
      `INSERT INTO learner (oid, etunimet, kutsumanimi, sukunimi, created_at) VALUES ($1, 'Testi Tapaus', 'Testi', 'Henkilö', now())`,
      [learner],
    );
    const list = async (of: string) =>
      (await paivi.get<{ items: object[] }>(`${PATH}/study-rights?oid=${of}`)).body.items;
    expect(await list(oid)).toMatchObject([
      {
        oppijanNimi: 'Testi Henkilö',
        oppilaitoksenNimi: oppilaitos.nimi,
        tutkinto: { code: '361902', name: { fi: 'Luonto- ja ympäristöala' } },
      },
    ]);
    expect((await paivi.get<object>(`${PATH}/study-rights/${oid}/overview`)).body).toMatchObject({
      ...{ learnerName: 'Testi Henkilö', institutionName: oppilaitos.nimi },
      suoritukset: [{ qualification: '361902', qualificationName: { fi: 'Luonto- ja ympäristöala' } }],
    });
    expect(await list(unnamed.oid)).toMatchObject([{ oppijanNimi: null, oppilaitoksenNimi: null }]);
  });

  it('a learner is found under all oids that the person has, whichever is asked for', async () => {
    const given = [await givenStudyRight(paivi), await givenStudyRight(paivi)];
    const oids = given.map(({ oid }) => oid).sort();
    const [master = '', slave = ''] = given.map(({ learner }) => learner);
    await givenStudyRight(paivi);
    await database('study-rights').query('INSERT INTO learner (oid, master_oid, created_at) VALUES ($1, $2, now())', [
      slave,
      master,
    ]);
    for (const client of [paivi, tuki]) {
      for (const asked of [master, slave]) {
        const path = `${PATH}/study-rights?learnerOid=${asked}`;
        const { body } = await client.get<{ items: { oid: string }[] }>(path);
        expect(body.items.map((item) => item.oid)).toEqual(oids);
      }
    }
  });

  it('a page of many people leaves one audit line for each of them', async () => {
    const given = [await givenStudyRight(paivi), await givenStudyRight(paivi)];
    const { body } = await tuki.get<{ items: { oppijaOid: string }[] }>(
      `${PATH}/study-rights?institutionOid=${OPPILAITOS}&limit=100`,
    );
    const shown = new Set(body.items.map(({ oppijaOid }) => oppijaOid));
    expect(shown.size).toBeGreaterThanOrEqual(given.length);
    const { rows } = await database('study-rights').query<{ subject: string }>(
      `SELECT DISTINCT subject_person_id AS subject FROM audit_event WHERE actor_id = $1 AND action = 'list-study-rights'
         AND subject_person_id = ANY($2) AND at > now() - interval '10 minutes'`,
      [demoPerson('tuki').personId, [...shown]],
    );
    expect(rows.map(({ subject }) => subject).sort()).toEqual([...shown].sort());
  });

  it('another organisation’s study right is found by the support desk', async () => {
    const oid = (await givenStudyRight(paivi)).oid;
    await database('study-rights').query('UPDATE study_right SET institution_oid = $1 WHERE oid = $2', [
      OTHER_OPPILAITOS,
      oid,
    ]);
    const search = (client: Client) => client.get<{ items: object[] }>(`${PATH}/study-rights?oid=${oid}`);
    expect([(await search(paivi)).body.items, (await search(tuki)).body.items]).toMatchObject([[], [{ oid }]]);
    expect(statusAndCode(await paivi.get<Problem>(`${PATH}/study-rights/${oid}`))[0]).toBe(404);
    expect((await tuki.get(`${PATH}/study-rights/${oid}`)).status).toBe(200);
  });

  it.each([
    ['', 'platform/validation-failed'],
    ['?limit=5', 'platform/validation-failed'],
    ['?type=valma', 'platform/validation-failed'],
    ['?state=poissa', 'platform/validation-failed'],
    ['?oid=x', 'badRequest.queryParam.virheellinenOpiskeluoikeusOid'],
    ['?institutionOid=x', 'badRequest.queryParam.virheellinenOrganisaatioOid'],
    ['?learnerOid=x', 'badRequest.queryParam.virheellinenHenkilöOid'],
    ['?learnerOid=1.2.246.562.24.00000000001', 'badRequest.queryParam.virheellinenHenkilöOid'],
    [`?learnerOid=${freshLearner()}&limit=0`, 'platform/validation-failed'],
    [`?learnerOid=${freshLearner()}&limit=101`, 'platform/validation-failed'],
    [`?learnerOid=${freshLearner()}&offset=5`, 'platform/validation-failed'],
    [`?learnerOid=${freshLearner()}&cursor=%00`, 'platform/validation-failed'],
    [`?learnerOid=${freshLearner()}&cursor=abc`, 'badRequest.queryParam.virheellinenOpiskeluoikeusOid'],
  ])('bad input: "%s" is answered with %s', async (query, code) => {
    const { status, body } = await paivi.get<Problem>(`${PATH}/study-rights${query}`);
    expect([status, body.code]).toEqual([400, code]);
  });

  it('a university handler has no business here', async () => {
    const { status } = await hanna.get(`${PATH}/study-rights?learnerOid=${freshLearner()}`);
    expect(status).toBe(403);
  });
});
