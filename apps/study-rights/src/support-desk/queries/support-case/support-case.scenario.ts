import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database } from '#testing';
import { givenHoks, PATH, type Problem, transferOf } from '../../../../test/provider.js';
import { opiskeluoikeus, OPPILAITOS } from '../../../../test/samples.js';
import { approve, CASES, givenCase, propose, statusAndCode } from '../../../../test/support-desk.js';
import type { TimelineEntry } from '../../persistence/case-timeline.repository.js';
import type { CaseFile } from './support-case.query.js';

type Entry = TimelineEntry & { readonly actorName: string | null };
interface TimelinePage {
  readonly items: readonly Entry[];
  readonly nextCursor: string | null;
}

describe('a case as the desk reads it', () => {
  let paivi: Client;
  let tuki: Client;
  let toini: Client;
  beforeAll(async () => {
    [paivi, tuki, toini] = await Promise.all([as('paivi'), as('tuki'), as('toini')]);
  });

  const file = async (client: Client, id: string) => (await client.get<CaseFile>(`${CASES}/${id}?records=NONE`)).body;
  const timeline = (client: Client, id: string, query = '') =>
    client.get<TimelinePage & Problem>(`${CASES}/${id}/timeline?${query}`);
  const offered = ({ actions }: CaseFile) => actions.map(({ action, code }) => `${action} ${code ?? 'possible'}`);

  it('[R169] offers each reader what that person may do, and says in words why not yet', async () => {
    const { id } = await givenCase(paivi);
    expect(offered(await file(tuki, id))).toEqual(['propose possible', 'reject possible']);
    expect(offered(await file(paivi, id))).toEqual(['withdraw possible']);
    await propose(tuki, id);
    const [toProposer, toOther] = [await file(tuki, id), await file(toini, id)];
    expect(offered(toProposer)).toEqual([
      'propose possible',
      'approve support-case/second-person-needed',
      'reject possible',
    ]);
    expect(toProposer.actions[1]?.text).toMatchObject({ fi: 'Ohituksen hyväksyy toinen henkilö kuin sen ehdottaja.' });
    expect(offered(toOther)).toEqual(['propose possible', 'approve possible', 'reject possible']);
    await approve(toini, id);
    expect(offered(await file(tuki, id))).toEqual([]);
  });

  it('[R169] names provider, qualification and the people who have taken part', async () => {
    const tunniste = { koodiarvo: '361902', koodistoUri: 'koulutus', nimi: { fi: 'Luonto- ja ympäristöala' } };
    const [first] = opiskeluoikeus().suoritukset;
    const suoritukset = [{ ...first, koulutusmoduuli: { tunniste } }] as never;
    const { id } = await givenCase(paivi, {
      suoritukset,
      oppilaitos: { oid: OPPILAITOS, nimi: { fi: 'Kallion ammattiopisto' } },
    });
    await propose(tuki, id);
    const read = await file(toini, id);
    expect(read).toMatchObject({
      institutionName: { fi: 'Kallion ammattiopisto' },
      qualification: { code: '361902', name: { fi: 'Luonto- ja ympäristöala' } },
      standing: { now: { studyRight: { version: 1, state: 'lasna', startDate: '2026-08-10' } } },
    });
    expect(Object.values(read.people).sort()).toEqual(['Päivi Heikkinen', 'Tuukka Kinnunen']);
  });

  it('[R169] shows what has changed since the proposal, in study right and HOKS, until it is proposed anew', async () => {
    const { oid, learner, hoksId, id } = await givenCase(paivi);
    await propose(tuki, id);
    expect((await file(toini, id)).standing).toMatchObject({
      ...{ hoksHasChanged: false, studyRightDifferences: [], hoksDifferences: [] },
      ...{ atProposal: { studyRight: { version: 1 }, hoksId }, now: { studyRight: { version: 1 }, hoksId } },
    });
    await paivi.put(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus({ oid, lisätiedot: { hojks: true } })));
    await paivi.patch(`${PATH}/hoks/${hoksId}`, { id: hoksId, 'osaamisen-hankkimisen-tarve': false });
    const at = (field: string) => [{ field, item: null }];
    const { standing } = await file(toini, id);
    expect(standing).toMatchObject({
      hoksHasChanged: true,
      atProposal: { studyRight: { version: 1 } },
      now: { studyRight: { version: 2 } },
      studyRightDifferences: [{ path: at('lisätiedot'), kind: 'ADDED', after: { hojks: true } }],
      hoksDifferences: [{ path: at('osaamisen-hankkimisen-tarve'), kind: 'CHANGED', before: true, after: false }],
    });
    expect(statusAndCode(await approve(toini, id))).toEqual([409, 'support-case/changed-since-proposal']);
    await propose(tuki, id);
    expect((await file(toini, id)).standing).toMatchObject({ hoksHasChanged: false, studyRightDifferences: [] });
    await approve(toini, id);
    const { rows } = await database('study-rights').query(
      'SELECT hoks_at_proposal AS kept FROM support_case WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([{ kept: null }]);
  });

  it('[R169] merges requests, refusals, proposals, versions and events into one timeline, and keeps reads apart', async () => {
    const { oid, learner, id } = await givenCase(paivi);
    await paivi.post(`${PATH}/study-rights/${oid}/invalidate`, { reason: 'WRONG_TYPE' });
    await propose(tuki, id);
    await paivi.put(`${PATH}/transfers`, transferOf(learner, opiskeluoikeus({ oid, lisätiedot: { hojks: true } })));
    const all = await timeline(tuki, id);
    const told = all.body.items.filter(({ action }) => action !== 'trigger-feedback');
    expect(told.map(({ kind, action, published }) => [kind, action, published?.split('.')[1] ?? null])).toEqual([
      ['VERSION', 'transfer-study-right', 'study-right-stored'],
      ['CASE', 'propose-override', null],
      ['REFUSAL', 'refuse-invalidation', 'study-right-invalidation-refused'],
      ['CASE', 'open-support-case', null],
      ['HOKS', 'create-hoks', 'hoks-stored'],
      ['VERSION', 'transfer-study-right', 'study-right-stored'],
    ]);
    expect(told[1]?.actorName).toBe('Tuukka Kinnunen');
    const reads = await timeline(tuki, id, 'kind=READ');
    expect(reads.body.items.map(({ action }) => action)).toEqual(['read-support-case']);
    const published = await timeline(tuki, id, 'kind=PUBLISHED');
    expect(published.body.items.every((entry) => entry.published !== null)).toBe(true);
    expect((await timeline(tuki, id, 'kind=REFUSAL')).body.items).toHaveLength(1);
  });

  it('pages the timeline while events arrive: nothing is lost and nothing comes twice', async () => {
    const { oid, id } = await givenCase(paivi);
    const write = (n: number) =>
      database('study-rights').query(
        `INSERT INTO audit_event (institution_oid, at, actor_id, action, target_kind, target_id, details)
         SELECT institution_oid, now(), 'test', 'transfer-study-right', 'study-right', oid, jsonb_build_object('version', n)
         FROM study_right, generate_series($2::int, $3::int) n WHERE oid = $1`,
        [oid, 100 * n + 1, 100 * n + 25],
      );
    await write(1);
    const versions: unknown[] = [];
    let cursor: string | null = '';
    for (let page = 2; cursor !== null; page += 1) {
      const { body }: { body: TimelinePage } = await timeline(
        tuki,
        id,
        `kind=VERSION&limit=10${cursor && `&cursor=${cursor}`}`,
      );
      versions.push(...body.items.map(({ details }) => details['version']));
      cursor = body.nextCursor;
      await write(page);
    }
    expect(versions).toEqual([...Array.from({ length: 25 }, (_, n) => 125 - n), 1]);
  });

  it('[R169] a case of 1,000 versions and 5,000 events opens as fast as one of ten', async () => {
    const [short, long] = [await givenCase(paivi), await givenCase(paivi)];
    const fill = async (oid: string, versions: number, events: number) => {
      await database('study-rights').query(
        `INSERT INTO study_right_version (institution_oid, study_right_oid, version, patch, actor_id, stored_at)
         SELECT institution_oid, oid, n, '[]', 'test', now() FROM study_right, generate_series(2, $2::int) n WHERE oid = $1`,
        [oid, versions],
      );
      await database('study-rights').query(
        `INSERT INTO audit_event (institution_oid, at, actor_id, action, target_kind, target_id, details)
         SELECT institution_oid, now(), 'test', 'transfer-study-right', 'study-right', oid, jsonb_build_object('version', n)
         FROM study_right, generate_series(1, $2::int) n WHERE oid = $1`,
        [oid, events],
      );
    };
    await fill(short.oid, 10, 10);
    await fill(long.oid, 1_000, 5_000);
    for (const { id } of [short, long]) await propose(tuki, id);
    const opened = async ({ id }: { id: string }): Promise<number> => {
      const before = performance.now();
      await Promise.all([file(toini, id), timeline(toini, id)]);
      return performance.now() - before;
    };
    const times: [number, number][] = [];
    for (let round = 0; round < ROUNDS; round += 1) times.push([await opened(short), await opened(long)]);
    const median = (of: 0 | 1) => times.map((pair) => pair[of]).sort((a, b) => a - b)[ROUNDS / 2] ?? 0;
    // Medians of interleaved rounds, and a few milliseconds for what a timer cannot tell apart.
    expect(median(1)).toBeLessThanOrEqual(1.5 * median(0) + 5);
  });

  it('is for the desk only, and says nothing about cases that are not there', async () => {
    const { id } = await givenCase(paivi);
    expect(statusAndCode(await timeline(paivi, id))).toEqual([403, 'platform/forbidden']);
    expect(statusAndCode(await timeline(tuki, STRANGE))).toEqual([404, 'support-case/not-found']);
    expect(statusAndCode(await timeline(tuki, 'x'))).toEqual([400, 'platform/validation-failed']);
    expect(statusAndCode(await timeline(tuki, id, 'kind=ALL'))).toEqual([400, 'platform/validation-failed']);
    expect(statusAndCode(await timeline(tuki, id, 'cursor=-1'))).toEqual([400, 'platform/validation-failed']);
  });

  it('lists with totals those that are not settled, and whom each awaits', async () => {
    const open = await givenCase(paivi);
    const { id } = await givenCase(paivi);
    await propose(tuki, id);
    const list = async (client: Client, query: string) => {
      const { body } = await client.get<{ items: { id: string; awaits: string | null }[]; total: number }>(
        `${CASES}?limit=100&${query}`,
      );
      return body;
    };
    const proposed = await list(tuki, 'state=PROPOSED&settled=false');
    expect(proposed.total).toBe((await list(toini, 'state=PROPOSED')).total);
    expect(proposed.total).toBeGreaterThan(0);
    expect((await list(tuki, 'state=PROPOSED&settled=true')).total).toBe(0);
    const { rows } = await database('study-rights').query<{ total: number }>(
      `SELECT count(*)::int AS total FROM support_case WHERE state IN ('OPEN', 'PROPOSED')`,
    );
    expect((await list(tuki, 'settled=false')).total).toBe(rows[0]?.total);
    await approve(toini, id);
    await tuki.post(`${CASES}/${open.id}/reject`, { reason: 'Siivotaan.' });
  });

  it('a HOKS made anew after the proposal is another one', async () => {
    const { oid, learner, hoksId, id } = await givenCase(paivi);
    await propose(tuki, id);
    expect((await paivi.delete(`${PATH}/hoks/${hoksId}`)).status).toBe(200);
    const gone = await file(toini, id);
    expect(gone.standing).toMatchObject({ hoksHasChanged: true, now: { hoksId: null } });
    expect(offered(gone)).toEqual([
      'propose support-case/no-hoks',
      'approve support-case/changed-since-proposal',
      'reject possible',
    ]);
    await expect(givenHoks(paivi, { oid, learner })).rejects.toThrow('archived');
  });
});

const ROUNDS = 20;
const STRANGE = '6f1b2c3d-0000-4000-8000-000000000001';
