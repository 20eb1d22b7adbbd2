import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database } from '#testing';
import { givenHoks, givenStudyRight, invalidate, PATH, type Problem } from '../../../../test/provider.js';
import { STUDY_RIGHT_OID, suoritus } from '../../../../test/samples.js';
import { statusAndCode } from '../../../../test/support-desk.js';

interface Shown {
  readonly version: number | null;
  readonly hoks: { id: number; kyna: boolean; palaute: { feedbackEligible: boolean; syy: string } } | null;
  readonly allowedActions: string[];
}

const UNSEEN = 'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia';

describe('the HOKS of a study right, for its page', () => {
  let paivi: Client;
  let mirja: Client;
  let tuki: Client;
  beforeAll(async () => {
    [paivi, mirja, tuki] = await Promise.all([as('paivi'), as('mirja'), as('tuki')]);
  });

  const read = async (client: Client, oid: string) =>
    (await client.get<Shown>(`${PATH}/study-rights/${oid}/hoks`)).body;
  const ifMatch = (version: number | null) => ({ 'if-match': `"${version}"` });

  it('[R158] [R159] is made and edited by hand by the manual recorder; others only read it', async () => {
    const studyRight = await givenStudyRight(paivi);
    expect(await read(mirja, studyRight.oid)).toMatchObject({
      hoks: null,
      version: null,
      allowedActions: ['create-hoks'],
    });
    expect((await read(paivi, studyRight.oid)).allowedActions).toEqual([]);
    await givenHoks(mirja, studyRight);
    expect(await read(mirja, studyRight.oid)).toMatchObject({
      ...{ version: 1, allowedActions: ['patch-hoks'] },
      hoks: { kyna: true, palaute: { feedbackEligible: true } },
    });
    for (const client of [paivi, tuki]) {
      expect(await read(client, studyRight.oid)).toMatchObject({ hoks: { kyna: false }, allowedActions: [] });
    }
    const sent = await givenStudyRight(paivi);
    await givenHoks(paivi, sent);
    expect((await read(mirja, sent.oid)).allowedActions).toEqual([]);
  });

  it('platform/stale-version: what was changed meanwhile is not overwritten, by PATCH or by PUT', async () => {
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(mirja, studyRight);
    const path = `${PATH}/hoks/${id}`;
    const { version } = await read(mirja, studyRight.oid);
    expect((await mirja.patch(path, { sahkoposti: 'a@b.example' }, ifMatch(version))).status).toBe(204);
    expect((await read(mirja, studyRight.oid)).version).toBe(2);
    const whole = { 'ensikertainen-hyvaksyminen': '2026-09-01', 'osaamisen-hankkimisen-tarve': true };
    const stale = [
      await mirja.patch<Problem>(path, { sahkoposti: 'c@d.example' }, ifMatch(version)),
      await mirja.put<Problem>(path, whole, ifMatch(version)),
    ];
    for (const reply of stale) {
      expect([...statusAndCode(reply), reply.body.currentVersion]).toEqual([409, 'platform/stale-version', 2]);
    }
    expect((await read(mirja, studyRight.oid)).hoks).toMatchObject({ sahkoposti: 'a@b.example' });
    // Whose client knows no versions goes on as before.
    expect((await mirja.put(path, whole)).status).toBe(204);
    expect(await read(mirja, studyRight.oid)).toMatchObject({ version: 3 });
  });

  it('[R157] [R158] a HOKS of 2 MB is written by hand through the gateway; one above it is refused, and the stored one stays', async () => {
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(mirja, studyRight);
    const path = `${PATH}/hoks/${id}`;
    const whole = (parts: number) => ({
      ...{ 'ensikertainen-hyvaksyminen': '2026-09-01', 'osaamisen-hankkimisen-tarve': true },
      'hankittavat-paikalliset-tutkinnon-osat': Array.from({ length: parts }, (_, n) => ({
        ...{ nimi: `osa ${n}`, kuvaus: 'x'.repeat(10_300) },
      })),
    });
    expect((await mirja.put(path, whole(200), ifMatch(1))).status).toBe(204);
    const refused = await mirja.put<Problem>(path, { ...whole(200), sahkoposti: 'x'.repeat(100_000) }, ifMatch(2));
    expect(statusAndCode(refused)).toEqual([413, 'platform/body-too-large']);
    const stored = await read(mirja, studyRight.oid);
    expect(stored).toMatchObject({ version: 2, hoks: whole(200) });
    const anew = await givenStudyRight(paivi);
    const created = { ...whole(200), 'opiskeluoikeus-oid': anew.oid, 'oppija-oid': anew.learner };
    expect((await mirja.post(`${PATH}/hoks`, created)).status).toBe(201);
  });

  it('[R161] of another provider, of nobody and of an invalidated study right: the same answer', async () => {
    const theirs = await givenStudyRight(paivi);
    await givenHoks(paivi, theirs);
    await database('study-rights').query(`UPDATE study_right SET institution_oid = 'x' WHERE oid = $1`, [theirs.oid]);
    const gone = await givenStudyRight(paivi);
    expect((await invalidate(paivi, gone.oid)).status).toBe(200);
    for (const oid of [theirs.oid, gone.oid, STUDY_RIGHT_OID]) {
      for (const what of ['hoks', 'overview']) {
        const reply = await mirja.get<Problem>(`${PATH}/study-rights/${oid}/${what}`);
        expect([what, ...statusAndCode(reply)]).toEqual([what, 404, UNSEEN]);
      }
    }
    const malformed = await mirja.get<Problem>(`${PATH}/study-rights/1.2.3/hoks`);
    expect(statusAndCode(malformed)).toEqual([400, 'badRequest.queryParam.virheellinenOpiskeluoikeusOid']);
  });

  it('[R160] [R169] the overview offers the invalidation to who may, and the request to the desk where a HOKS is', async () => {
    const studyRight = await givenStudyRight(paivi, { suoritukset: [suoritus('999903', 'telma')] });
    const overview = async (client: Client) =>
      (await client.get<{ allowedActions: string[] }>(`${PATH}/study-rights/${studyRight.oid}/overview`)).body;
    expect(await overview(paivi)).toMatchObject({
      ...{ oid: studyRight.oid, version: 1, type: 'ammatillinenkoulutus', state: 'lasna', hoksId: null },
      periods: [{ from: '2026-08-10', state: 'lasna', funding: '1' }],
      suoritukset: [{ type: 'telma', qualification: '999903' }],
      allowedActions: ['invalidate-study-right'],
    });
    const hoksId = await givenHoks(paivi, studyRight);
    expect(await overview(paivi)).toMatchObject({
      hoksId,
      allowedActions: ['invalidate-study-right', 'open-support-case'],
    });
    for (const client of [mirja, tuki]) expect((await overview(client)).allowedActions).toEqual([]);
    const { rows } = await database('study-rights').query<{ action: string }>(
      'SELECT DISTINCT action FROM audit_event WHERE target_id = $1',
      [studyRight.oid],
    );
    expect(rows.map(({ action }) => action)).toContain('read-study-right');
  });

  it('[R171] [R172] sections and codes have words in three languages, for everybody who is signed in', async () => {
    const leo = await as('leo');
    const { body } = await leo.get<{ sections: { name: string; fields: { name: string; required: boolean }[] }[] }>(
      `${PATH}/hoks-sections`,
    );
    const need = body.sections[0]?.fields.find(({ name }) => name === 'osaamisen-hankkimisen-tarve');
    expect(need?.required).toBe(true);
    const codes = await leo.get<{ codes: { code: string; text: object }[] }>(`${PATH}/codes/support-case-reason`);
    expect(codes.body.codes.map(({ code }) => code)).toEqual(['WRONG_TYPE', 'NEVER_STARTED']);
    expect((await leo.get<Problem>(`${PATH}/codes/no-such-list`)).status).toBe(400);
  });

  it('[R155] the day of the opening is readable by learners, and own HOKSes come in pages', async () => {
    const leo = await as('leo');
    expect((await leo.get<object>(`${PATH}/own-hokses/opening`)).body).toEqual({ openFrom: '2019-10-14', open: true });
    expect((await paivi.get(`${PATH}/own-hokses/opening`)).status).toBe(403);
    expect((await leo.get(`${PATH}/own-hokses?limit=21`)).status).toBe(400);
    const page = await leo.get<{ hokses: object[]; nextCursor: string | null; total: number }>(
      `${PATH}/own-hokses?limit=1`,
    );
    expect(page.body.hokses.length).toBeLessThanOrEqual(1);
    expect(page.body.total).toBeGreaterThanOrEqual(page.body.hokses.length);
  });
});
