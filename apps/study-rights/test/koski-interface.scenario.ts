import { describe, expect, it } from '@jest/globals';
import { anonymous, as, basic, database } from '#testing';
import { freshLearner, freshSource, type TransferAnswer, transferOf } from './provider.js';
import { opiskeluoikeus } from './samples.js';

const KOSKI = '/koski/api';
const tallentaja = basic('tallentaja');

describe("Koski's interface", () => {
  it('a student information system stores, reads, changes and invalidates a study right', async () => {
    const learner = freshLearner();
    const payload = opiskeluoikeus({ ...freshSource(), tuntematon: { kenttä: [1, null, 'ä'] } });
    const stored = await tallentaja.put<TransferAnswer>(`${KOSKI}/oppija`, transferOf(learner, payload));
    expect([stored.status, stored.body]).toMatchObject([
      200,
      {
        henkilö: { oid: learner },
        opiskeluoikeudet: [{ versionumero: 1, lähdejärjestelmänId: payload.lähdejärjestelmänId }],
      },
    ]);
    const oid = stored.body.opiskeluoikeudet[0]?.oid ?? '';
    const read = await basic('katselija').get(`${KOSKI}/opiskeluoikeus/${oid}`);
    expect([read.status, read.body]).toMatchObject([
      200,
      { ...payload, oid, versionumero: 1, alkamispäivä: '2026-08-10' },
    ]);
    const gone = await basic('mitatoija').delete<TransferAnswer>(`${KOSKI}/opiskeluoikeus/${oid}`);
    expect([gone.status, gone.body.opiskeluoikeudet[0]]).toMatchObject([200, { oid, versionumero: 2 }]);
    for (const who of [tallentaja, basic('paakayttaja')]) {
      const after = await who.get(`${KOSKI}/opiskeluoikeus/${oid}`);
      expect([after.status, after.body]).toMatchObject([
        404,
        [{ key: 'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia' }],
      ]);
    }
  });

  it('unauthorized.notAuthenticated, unauthorized.loginFail', async () => {
    const nobody = await anonymous().get(`${KOSKI}/oppija/${freshLearner()}`);
    const wrong = await basic('tallentaja', 'x').get(`${KOSKI}/oppija/${freshLearner()}`);
    expect([nobody.status, nobody.body, nobody.headers.get('www-authenticate')]).toEqual([
      401,
      [{ key: 'unauthorized.notAuthenticated', message: 'Käyttäjä ei ole tunnistautunut.' }],
      'Basic realm="hyvaksiluku", charset="UTF-8"',
    ]);
    expect([wrong.status, wrong.body]).toMatchObject([401, [{ key: 'unauthorized.loginFail' }]]);
    const paivi = await as('paivi');
    expect((await paivi.get(`${KOSKI}/oppija/${freshLearner()}`)).status).toBe(404);
    const { rows } = await database('study-rights').query('SELECT password_hash FROM service_user');
    expect(rows.length).toBeGreaterThanOrEqual(5);
  });
});
