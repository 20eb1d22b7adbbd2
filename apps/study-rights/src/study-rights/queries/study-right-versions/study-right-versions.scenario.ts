import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database } from '#testing';
import { givenStudyRight, invalidate, PATH, type Problem, transferOf } from '../../../../test/provider.js';
import { given, mitatoi, mitatoija, payload } from '../../../../test/koski.js';
import { opiskeluoikeus, STUDY_RIGHT_OID } from '../../../../test/samples.js';
import type { Difference } from '../../domain/version-differences.js';
import { statusAndCode } from '../../../../test/support-desk.js';

const OTHER_OPPILAITOS = '1.2.246.562.10.40000000004';

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

  it('[R167] are readable by their provider, newest first with their number, and by nobody else; after invalidation neither', async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    for (const n of [2, 3, 4]) {
      await paivi.put(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus({ oid, lisätiedot: { n } })));
    }
    const newest = `${versions(oid)}?order=NEWEST_FIRST&limit=3`;
    const first = await paivi.get<{ items: { version: number }[]; nextCursor: string; total: number }>(newest);
    expect(first.body).toMatchObject({ items: [{ version: 4 }, { version: 3 }, { version: 2 }], total: 4 });
    const rest = await paivi.get<object>(`${newest}&cursor=${first.body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ version: 1 }], nextCursor: null, total: 4, totalIsExact: true });
    expect((await paivi.get<object>(`${versions(oid)}/2`)).body).toMatchObject({
      versionumero: 2,
      lisätiedot: { n: 2 },
    });

    await database('study-rights').query('UPDATE study_right SET institution_oid = $1 WHERE oid = $2', [
      OTHER_OPPILAITOS,
      oid,
    ]);
    const unknown = statusAndCode(await paivi.get<Problem>(`${PATH}/study-rights/${STUDY_RIGHT_OID}/versions`));
    expect(statusAndCode(await paivi.get<Problem>(versions(oid)))).toEqual(unknown);

    const gone = await givenStudyRight(paivi);
    expect((await invalidate(paivi, gone.oid)).status).toBe(200);
    expect(statusAndCode(await paivi.get<Problem>(versions(gone.oid)))).toEqual(unknown);
  });

  it('notFound.versiotaEiLöydy: a version that there is not', async () => {
    const { oid } = await givenStudyRight(paivi);
    const refused = await tuki.get<Problem>(`${versions(oid)}/2`);
    expect(statusAndCode(refused)).toEqual([404, 'notFound.versiotaEiLöydy']);
    expect(refused.body.koskiErrors).toEqual([
      { key: 'notFound.versiotaEiLöydy', message: `Versiota 2 ei löydy opiskeluoikeuden ${oid} historiasta.` },
    ]);
  });

  it('[R167] are compared by the support desk field by field, any two of them, after invalidation too', async () => {
    const { oid, learner } = await givenStudyRight(paivi, { lisätiedot: { hojks: false } });
    for (const hojks of [true, undefined]) {
      await paivi.put(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus({ oid, lisätiedot: { hojks, n: 1 } })));
    }
    expect((await invalidate(paivi, oid)).status).toBe(200);
    const between = async (from: number, to: number) => {
      const { body } = await tuki.get<{ differences: Difference[] }>(`${versions(oid)}/${to}/differences?from=${from}`);
      return body;
    };
    const at = (...fields: string[]) => fields.map((field) => ({ field, item: null }));
    expect(await between(1, 2)).toEqual({
      ...{ from: 1, to: 2, total: 2 },
      differences: [
        { path: at('lisätiedot', 'hojks'), kind: 'CHANGED', before: false, after: true },
        { path: at('lisätiedot', 'n'), kind: 'ADDED', before: null, after: 1 },
      ],
    });
    expect((await between(3, 2)).differences).toEqual([
      { path: at('lisätiedot', 'hojks'), kind: 'ADDED', before: null, after: true },
    ]);
    expect(await between(2, 2)).toMatchObject({ differences: [], total: 0 });
    const { differences } = await between(3, 4);
    expect(differences).toMatchObject([{ kind: 'ADDED', after: { tila: { koodiarvo: 'mitatoity' } } }]);
    expect(differences[0]?.path[0]).toEqual({ field: 'tila', item: null });
    const { rows } = await database('study-rights').query<{ details: object }>(
      `SELECT details FROM audit_event WHERE subject_person_id = $1 AND action = 'read-study-right-version' ORDER BY seq`,
      [learner],
    );
    expect(rows.map(({ details }) => details)).toEqual([
      { version: 2, from: 1 },
      { version: 2, from: 3 },
      { version: 2, from: 2 },
      { version: 4, from: 3 },
    ]);
  });

  it('are compared by the provider and the support desk, and only where both are there', async () => {
    const { oid } = await givenStudyRight(paivi);
    const compare = (client: Client, to: number, from: number) =>
      client.get<Problem>(`${versions(oid)}/${to}/differences?from=${from}`);
    expect(statusAndCode(await compare(await as('aino'), 1, 1))).toEqual([403, 'platform/forbidden']);
    expect((await compare(paivi, 1, 1)).status).toBe(200);
    expect(statusAndCode(await compare(tuki, 1, 2))).toEqual([404, 'notFound.versiotaEiLöydy']);
    expect(statusAndCode(await compare(tuki, 2, 1))).toEqual([404, 'notFound.versiotaEiLöydy']);
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
    [`${STUDY_RIGHT_OID}/versions/2/differences?from=1`, 404, 'notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia'],
    [`${STUDY_RIGHT_OID}/versions/2/differences?from=0`, 400, 'platform/validation-failed'],
    [`${STUDY_RIGHT_OID}/versions/2/differences`, 400, 'platform/validation-failed'],
    ['x/versions/2/differences?from=1', 400, 'badRequest.queryParam.virheellinenOpiskeluoikeusOid'],
    [`${STUDY_RIGHT_OID}/versions?cursor=-1`, 400, 'platform/validation-failed'],
  ])('bad input: %s is answered with %i %s', async (path, status, code) => {
    expect(statusAndCode(await tuki.get<Problem>(`${PATH}/study-rights/${path}`))).toEqual([status, code]);
  });
});
