import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database, eventually, publish } from '#testing';
import { demoPerson } from '#testing/demo';
import { aDraftInput, call, METSALA, set, type Settings, SETTINGS } from '../../../test/driving.js';

const OPEN_UNIVERSITY = 13;

type Answer = Settings & { readonly code?: string };

describe('study-right types that take no applications', () => {
  let anna: Client;
  beforeAll(async () => {
    anna = await as('anna');
  });
  afterAll(() => block([]));

  const block = (types: string[]) => set('', { blockedStudyRightTypes: types });

  /** A study right of Aino's with the VIRTA type given. */
  async function givenStudyRight(virtaType: number): Promise<string> {
    const studyRightId = randomUUID();
    await publish('university.study-right-published.v1', studyRightId, METSALA, {
      ...{ institutionOid: METSALA, version: 1, studyRightId, studentId: demoPerson('aino').personId, virtaType },
      ...{ programmeCode: 'TKT-KANDI', startDate: '2024-08-01', endDate: null },
      states: [{ state: 1, startDate: '2024-08-01' }],
    });
    await eventually('the study right is known', async () => {
      const sql = 'SELECT type FROM study_right_copy WHERE institution_oid = $1 AND study_right_id = $2';
      const { rows } = await database('applications').query<{ type: string }>(sql, [METSALA, studyRightId]);
      return rows[0]?.type === String(virtaType);
    });
    return studyRightId;
  }

  it('[R154] application/study-right-type-blocked: with type 13 blocked a new application is refused in the language of the reader', async () => {
    const studyRightId = await givenStudyRight(OPEN_UNIVERSITY);
    const draft = await call('aino', 'post', '', aDraftInput({ studyRightId }));
    expect(draft.status).toBe(201);
    expect(await block(['14', '13', '13'])).toMatchObject({ blockedStudyRightTypes: ['13', '14'] });
    const refusals = await Promise.all(
      ['fi', 'sv', 'en'].map((language) =>
        call('aino', 'post', '', aDraftInput({ studyRightId }), { 'accept-language': language }),
      ),
    );
    const answers = refusals.map(({ status, body }) => [status, body.code, (body as { detail?: string }).detail]);
    expect(answers).toEqual([
      [409, 'application/study-right-type-blocked', expect.stringContaining('opintotoimistosta')],
      [409, 'application/study-right-type-blocked', expect.stringContaining('studiebyrån')],
      [409, 'application/study-right-type-blocked', expect.stringContaining('student office')],
    ]);
    expect(await call('aino', 'post', `/${draft.body.id}/submit`, {})).toMatchObject({
      ...{ status: 409, body: { code: 'application/study-right-type-blocked' } },
    });
    const degree = await call('aino', 'post', '', aDraftInput({ studyRightId: await givenStudyRight(2) }));
    expect(degree.status).toBe(201);
    await block([]);
    expect((await call('aino', 'post', `/${draft.body.id}/submit`, {})).status).toBe(200);
  });

  it('[R154] the setting is for administrators, of their own institution and with its version; the change is audited', async () => {
    for (const username of ['aino', 'hanna']) {
      const client = await as(username);
      const refused = await client.put<Answer>(SETTINGS, { blockedStudyRightTypes: [] }, { 'if-match': '"0"' });
      expect([refused.status, refused.body.code]).toEqual([403, 'application/role-not-allowed']);
      expect((await client.get(SETTINGS)).status).toBe(403);
    }
    const { version } = await block(['13']);
    const statuses = [
      await anna.put<Answer>(SETTINGS, { blockedStudyRightTypes: [] }),
      await anna.put<Answer>(SETTINGS, { blockedStudyRightTypes: [] }, { 'if-match': `"${version - 1}"` }),
      await anna.put<Answer>(SETTINGS, { blockedStudyRightTypes: ['21'] }, { 'if-match': `"${version}"` }),
      await anna.put<Answer>(SETTINGS, { blockedStudyRightTypes: [], x: 1 }, { 'if-match': `"${version}"` }),
    ].map(({ status, body }) => [status, body.code]);
    expect(statuses).toEqual([
      [428, 'platform/version-required'],
      [409, 'platform/stale-version'],
      [400, 'platform/validation-failed'],
      [400, 'platform/validation-failed'],
    ]);
    const sql = `SELECT details -> 'after' AS after FROM audit_event
                 WHERE institution_oid = $1 AND action = 'block-study-right-types' ORDER BY seq DESC LIMIT 1`;
    expect((await database('applications').query(sql, [METSALA])).rows).toEqual([{ after: ['13'] }]);
    await block([]);
  });
});
