import { afterEach, describe, expect, it } from '@jest/globals';
import { as, database } from '#testing';
import type { Settings } from '../../domain/settings.js';

const SETTINGS = '/api/notifications/v1/settings';
const PREFERENCES = '/api/notifications/v1/preferences';
const DIGEST = { mode: 'WHEN_CHANGED', days: 'WORKING_DAYS', hour: 6 };

interface Problem {
  readonly code: string;
}

const settings = async (who = 'anna') => (await (await as(who)).get<Settings>(SETTINGS)).body;
const put = async (path: string, body: object, who = 'anna', version?: number) => {
  const seen = version ?? (await settings()).version;
  return (await as(who)).put<Settings & Problem>(`${SETTINGS}${path}`, body, { 'if-match': `"${seen}"` });
};

afterEach(async () => {
  await put('/digest', { mode: 'DAILY', days: 'EVERY_DAY', hour: 7 });
  await put('/closed-days', { closedDays: [] });
  await (await as('hanna')).put(`${PREFERENCES}/digest`, { mode: null, days: null });
});

describe('what an institution decides of its digests', () => {
  it('[R2] [D6] an administrator sets it, staff see it, and the log says who did what', async () => {
    const before = await settings();
    const set = await put('/digest', DIGEST);
    expect([set.status, set.body]).toEqual([200, { ...before, version: before.version + 1, digest: DIGEST }]);
    expect(await settings('hanna')).toEqual(set.body);
    // The same request again is answered as before.
    expect((await put('/digest', DIGEST, 'anna', before.version)).body).toEqual(set.body);
    const stale = await put('/digest', { ...DIGEST, hour: 8 }, 'anna', before.version);
    expect([stale.status, stale.body.code]).toEqual([409, 'platform/stale-version']);
    const { rows } = await database('notifications').query(
      `SELECT details FROM audit_event WHERE action = 'set-digest' ORDER BY seq DESC LIMIT 1`,
    );
    expect(rows[0]).toEqual({ details: { version: set.body.version, before: before.digest, after: DIGEST } });
  });

  it('own days off are kept in their order, each once', async () => {
    const set = await put('/closed-days', { closedDays: ['2027-01-04', '2026-12-31', '2027-01-04'] });
    expect(set.body.closedDays).toEqual(['2026-12-31', '2027-01-04']);
  });

  it.each([
    ['/digest', { ...DIGEST, hour: 24 }, 'anna', 400, 'platform/validation-failed'],
    ['/digest', { ...DIGEST, hour: 7.5 }, 'anna', 400, 'platform/validation-failed'],
    ['/digest', { ...DIGEST, mode: 'HOURLY' }, 'anna', 400, 'platform/validation-failed'],
    ['/closed-days', { closedDays: ['2026-02-30'] }, 'anna', 400, 'platform/validation-failed'],
    ['/digest', DIGEST, 'hanna', 403, 'settings/role-not-allowed'],
    ['/closed-days', { closedDays: [] }, 'aino', 403, 'settings/role-not-allowed'],
  ])('[R2] %s %j by %s is refused and nothing changes', async (path, body, who, status, code) => {
    const before = await settings();
    const refused = await put(path, body, who, before.version);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    expect(await settings()).toEqual(before);
  });

  it('[R2] a student sees none of it', async () => {
    const refused = await (await as('aino')).get<Problem>(SETTINGS);
    expect([refused.status, refused.body.code]).toEqual([403, 'settings/role-not-allowed']);
  });
});

describe('what a person chooses', () => {
  it('[R2] [D6] stands in the own preferences, and null gives it back to the institution', async () => {
    const hanna = await as('hanna');
    const choice = { mode: 'OFF', days: null };
    expect((await hanna.put(`${PREFERENCES}/digest`, choice)).body).toMatchObject({ digest: choice });
    expect((await hanna.get(PREFERENCES)).body).toMatchObject({ digest: choice });
    const back = { mode: null, days: null };
    expect((await hanna.put(`${PREFERENCES}/digest`, back)).body).toMatchObject({ digest: back });
    expect((await hanna.put(`${PREFERENCES}/digest`, { mode: 'OFF' })).status).toBe(400);
  });
});
