import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database } from '#testing';
import { givenStudyRight, invalidate, PATH, type Problem, transferOf } from '../../../../test/provider.js';
import { given, mitatoi, mitatoija, payload } from '../../../../test/koski.js';
import { opiskeluoikeus, STUDY_RIGHT_OID } from '../../../../test/samples.js';
import { statusAndCode } from '../../../../test/support-desk.js';

describe('past versions', () => {
  let paivi: Client;
  let tuki: Client;
  beforeAll(async () => {
    [paivi, tuki] = await Promise.all([as('paivi'), as('tuki')]);
  });

  const versions = (oid: string): string => `${PATH}/study-rights/${oid}/versions`;

  it('[R167] are readable by the support desk, each as it was, after invalidation too', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    const sent = [1, 2, 3, 4].map((n) => opiskeluoikeus({ oid, lisätiedot: { n, lista: [n, { sama: true }] } }));
    for (const one of sent) await paivi.put(`${PATH}/transfers`, transferOf(learner, one));
    expect((await invalidate(paivi, oid)).status).toBe(200);
    const listed: number[] = [];
    for (let cursor = ''; ;) {
      const { body } = await tuki.get<{ items: { version: number }[]; nextCursor: string | null }>(
        `${versions(oid)}?limit=4${cursor && `&cursor=${cursor}`}`,
      );
      listed.push(...body.items.map(({ version }) => version));
      if (body.nextCursor === null) break;
      cursor = body.nextCursor;
    }
    expect(listed).toEqual([1, 2, 3, 4, 5, 6]);
    for (const [index, one] of sent.entries()) {
      const { body } = await tuki.get<{ lisätiedot: object; versionumero: number }>(`${versions(oid)}/${index + 2}`);
      expect(body).toMatchObject({ oid, versionumero: index + 2, lisätiedot: one['lisätiedot'] });
    }
    const last = await tuki.get<{ tila: { opiskeluoikeusjaksot: { tila: { koodiarvo: string } }[] } }>(
      `${versions(oid)}/6`,
    );
    expect(last.body.tila.opiskeluoikeusjaksot.at(-1)?.tila.koodiarvo).toBe('mitatoity');
    const { rows } = await database('study-rights').query<{ version: number }>(
      `SELECT (details->>'version')::int AS version FROM audit_event
       WHERE subject_person_id = $1 AND action = 'read-study-right-version' ORDER BY seq`,
      [learner],
    );
    expect(rows.map(({ version }) => version)).toEqual([2, 3, 4, 5, 6]);
  });

  it('notFound.versiotaEiLöydy: a version that there is not', async () => {
    const { oid } = await givenStudyRight(paivi);
    const refused = await tuki.get<Problem>(`${versions(oid)}/2`);
    expect(statusAndCode(refused)).toEqual([404, 'notFound.versiotaEiLöydy']);
    expect(refused.body.koskiErrors).toEqual([
      { key: 'notFound.versiotaEiLöydy', message: `Versiota 2 ei löydy opiskeluoikeuden ${oid} historiasta.` },
    ]);
  });

  it('of an erased study right nothing is left', async () => {
    const { oid } = await given(payload('vst-vapaatavoitteinen'));
    expect((await mitatoi(mitatoija, oid)).status).toBe(200);
    expect((await tuki.get<{ items: unknown[] }>(versions(oid))).body.items).toEqual([]);
    expect(statusAndCode(await tuki.get<Problem>(`${versions(oid)}/1`))).toEqual([404, 'notFound.versiotaEiLöydy']);
  });

  it.each<[string, number, string]>([
    ['x/versions', 400, 'badRequest.queryParam.virheellinenOpiskeluoikeusOid'],
    [`${STUDY_RIGHT_OID}/versions`, 404, 'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia'],
    [`${STUDY_RIGHT_OID}/versions/1`, 404, 'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia'],
    [`${STUDY_RIGHT_OID}/versions/0`, 400, 'platform/validation-failed'],
    [`${STUDY_RIGHT_OID}/versions/x`, 400, 'platform/validation-failed'],
    [`${STUDY_RIGHT_OID}/versions?cursor=-1`, 400, 'platform/validation-failed'],
  ])('bad input: %s is answered with %i %s', async (path, status, code) => {
    expect(statusAndCode(await tuki.get<Problem>(`${PATH}/study-rights/${path}`))).toEqual([status, code]);
  });
});
