import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database, readTopic, type Reply } from '#testing';
import { newStudyRightOid } from '../../../study-rights/koski/new-study-right-oid.js';
import { freshLearner, givenHoks, givenStudyRight, PATH, type Problem } from '../../../../test/provider.js';
import { hoks, OPPILAITOS } from '../../../../test/samples.js';
import { statusAndCode } from '../../../../test/support-desk.js';

interface Line {
  readonly id: number;
  readonly studyRightOid: string;
  readonly breach: string;
  readonly repair: string;
}

describe('broken pairs of the past', () => {
  let paivi: Client;
  let tuki: Client;
  beforeAll(async () => {
    [paivi, tuki] = await Promise.all([as('paivi'), as('tuki')]);
  });

  const db = () => database('study-rights');

  /** A HOKS as an import of the past may bring it: its study right is not known here. */
  const ofUnknown = async () => {
    const [oid, learner] = [newStudyRightOid(), freshLearner()];
    const { rows } = await db().query<{ id: number }>(
      `INSERT INTO hoks (institution_oid, study_right_oid, learner_oid, data, created_at, created_by)
       VALUES ($1, $2, $3, $4, now(), 'import') RETURNING id`,
      [OPPILAITOS, oid, learner, JSON.stringify(hoks(oid, learner))],
    );
    return { oid, learner, id: rows[0]?.id ?? 0 };
  };

  /** A HOKS whose study right was invalidated in spite of it, as nothing here can do. */
  const ofInvalidated = async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, { oid, learner });
    await db().query(
      `UPDATE study_right SET invalidated = true, invalidation_reason = 'WRONG_TYPE', invalidated_on = '2019-10-14',
         state = 'mitatoity' WHERE oid = $1`,
      [oid],
    );
    return { oid, learner, id };
  };

  const repair = (client: Client, id: number, body: object = { reason: 'Mitätöity 2019.' }): Promise<Reply<Problem>> =>
    client.post(`${PATH}/broken-hoks/${id}/repair`, body);

  const all = async (): Promise<Line[]> => {
    const seen: Line[] = [];
    for (let cursor = ''; ;) {
      const path = `${PATH}/broken-hoks?limit=1${cursor && `&cursor=${cursor}`}`;
      const { body } = await tuki.get<{ items: Line[]; nextCursor: string | null }>(path);
      seen.push(...body.items);
      if (body.nextCursor === null) return seen;
      cursor = body.nextCursor;
    }
  };

  it('[R160] [R161] the desk lists them in pages and repairs them; ordinary callers see none of it', async () => {
    const [unknown, invalidated] = [await ofUnknown(), await ofInvalidated()];
    const whole = await givenStudyRight(paivi);
    const wholeId = await givenHoks(paivi, whole);
    const listed = await all();
    const ours = listed.filter(({ id }) => [unknown.id, invalidated.id, wholeId].includes(id));
    expect(ours).toMatchObject([
      { id: unknown.id, studyRightOid: unknown.oid, breach: 'UNKNOWN' },
      { id: invalidated.id, studyRightOid: invalidated.oid, breach: 'INVALIDATED' },
    ]);
    for (const { id } of [unknown, invalidated]) {
      expect((await paivi.get(`${PATH}/hoks/${id}`)).status).toBe(404);
    }
    for (const { id, oid, learner } of [unknown, invalidated]) {
      const line = ours.find((one) => one.id === id);
      const done = await tuki.post(line?.repair ?? '', { reason: 'Mitätöity 2019.' });
      expect([done.status, done.body]).toMatchObject([200, { id, breach: line?.breach }]);
      const event = await readTopic<{ hoksId: number }>(
        'study-rights.study-right.v1',
        ({ key, headers }) => key === oid && headers['ce_type']?.endsWith('hoks-deleted.v1') === true,
      );
      expect(event.body.hoksId).toBe(id);
      const { rows } = await db().query<{ action: string; details: object }>(
        `SELECT action, details FROM audit_event WHERE subject_person_id = $1 AND action LIKE '%broken%' ORDER BY seq`,
        [learner],
      );
      expect(rows).toMatchObject([
        { action: 'list-broken-hoks' },
        { action: 'repair-broken-hoks', details: { studyRight: line?.breach } },
      ]);
      expect(JSON.stringify(rows)).not.toContain('2019.');
    }
    const { rows: kept } = await db().query('SELECT reason FROM hoks_repair WHERE hoks_id = $1', [unknown.id]);
    expect(kept).toEqual([{ reason: 'Mitätöity 2019.' }]);
    expect((await all()).filter(({ id }) => [unknown.id, invalidated.id].includes(id))).toEqual([]);
    expect(statusAndCode(await repair(tuki, unknown.id))).toEqual([404, 'hoks/not-found']);
  });

  it('a caller with the right to delete needs no desk, as in eHOKS', async () => {
    for (const { id, oid } of [await ofUnknown(), await ofInvalidated()]) {
      expect((await paivi.delete(`${PATH}/hoks/${id}`)).status).toBe(200);
      await readTopic(
        'study-rights.study-right.v1',
        ({ key, headers }) => key === oid && headers['ce_type']?.endsWith('hoks-deleted.v1') === true,
      );
      expect(statusAndCode(await repair(tuki, id))).toEqual([404, 'hoks/not-found']);
    }
  });

  it('a HOKS that came before its study right is broken until the study right is there', async () => {
    const [early, { oid, learner }] = [await ofUnknown(), await givenStudyRight(paivi)];
    const isListed = async () => (await all()).some(({ id }) => id === early.id);
    expect(await isListed()).toBe(true);
    await db().query('UPDATE hoks SET study_right_oid = $1, learner_oid = $2 WHERE id = $3', [oid, learner, early.id]);
    expect(await isListed()).toBe(false);
    expect(statusAndCode(await repair(tuki, early.id))).toEqual([409, 'hoks/pair-is-whole']);
  });

  it.each([2_147_483_648, Number.MAX_SAFE_INTEGER])('a cursor beyond every id, %i, is the end', async (cursor) => {
    const { status, body } = await tuki.get(`${PATH}/broken-hoks?cursor=${cursor}`);
    expect([status, body]).toEqual([200, { items: [], nextCursor: null }]);
  });

  it('hoks/pair-is-whole: a HOKS whose study right is there stays', async () => {
    const studyRight = await givenStudyRight(paivi);
    const id = await givenHoks(paivi, studyRight);
    expect(statusAndCode(await repair(tuki, id))).toEqual([409, 'hoks/pair-is-whole']);
    expect((await paivi.get(`${PATH}/hoks/${id}`)).status).toBe(200);
  });

  it.each<[string, object]>([
    ['no reason', {}],
    ['an empty reason', { reason: ' ' }],
    ['an unknown field', { reason: 'x', force: true }],
  ])('bad input: %s', async (_, body) => {
    const { id } = await ofUnknown();
    expect(statusAndCode(await repair(tuki, id, body))).toEqual([400, 'platform/validation-failed']);
    expect((await repair(tuki, id)).status).toBe(200);
  });

  it('two repairs at once: one of them', async () => {
    for (const given of [await ofUnknown(), await ofInvalidated()]) {
      const answers = await Promise.all([repair(tuki, given.id), repair(tuki, given.id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    }
  });
});
