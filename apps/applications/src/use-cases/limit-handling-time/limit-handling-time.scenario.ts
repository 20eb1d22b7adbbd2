import { afterAll, describe, expect, it } from '@jest/globals';
import { as, database } from '#testing';
import { METSALA, set, type Settings, SETTINGS } from '../../../test/driving.js';

const LIMIT = '/handling-limit';

describe('the limit within which handling begins', () => {
  afterAll(() => set(LIMIT, { handlingLimitDays: null }));

  it('[R73] is of whole days, and leaves the other settings as they are', async () => {
    const anna = await as('anna');
    const before = (await anna.get<Settings>(SETTINGS)).body;
    expect(await set(LIMIT, { handlingLimitDays: 7 })).toMatchObject({
      handlingLimitDays: 7,
      blockedStudyRightTypes: before.blockedStudyRightTypes,
    });
    const { version } = (await anna.get<Settings>(SETTINGS)).body;
    for (const days of [0.5, 0, 366, -1, '7', undefined]) {
      const refused = await anna.put<{ code: string }>(
        `${SETTINGS}${LIMIT}`,
        { handlingLimitDays: days },
        { 'if-match': `"${version}"` },
      );
      expect([days, refused.status, refused.body.code]).toEqual([days, 400, 'platform/validation-failed']);
    }
    expect((await set(LIMIT, { handlingLimitDays: null })).handlingLimitDays).toBeNull();
  });

  it('[R73] [R74] is for administrators, who give the version that they have seen; the change is audited', async () => {
    const hanna = await as('hanna');
    const body = { handlingLimitDays: 14 };
    expect(await hanna.put(`${SETTINGS}${LIMIT}`, body, { 'if-match': '"0"' })).toMatchObject({
      ...{ status: 403, body: { code: 'application/role-not-allowed' } },
    });
    const { version } = await set(LIMIT, body);
    const anna = await as('anna');
    expect(await anna.put(`${SETTINGS}${LIMIT}`, body)).toMatchObject({ status: 428 });
    expect(
      await anna.put(`${SETTINGS}${LIMIT}`, { handlingLimitDays: 3 }, { 'if-match': `"${version - 1}"` }),
    ).toMatchObject({
      status: 409,
      body: { code: 'platform/stale-version', current: { changedFields: ['handlingLimitDays'] } },
    });
    const { rows } = await database('applications').query(
      `SELECT details -> 'after' AS after FROM audit_event
        WHERE institution_oid = $1 AND action = 'limit-handling-time' ORDER BY seq DESC LIMIT 1`,
      [METSALA],
    );
    expect(rows).toEqual([{ after: 14 }]);
  });
});
