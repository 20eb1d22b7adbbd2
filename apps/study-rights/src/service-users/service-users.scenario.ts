import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as, basic, type Client, database, eventually, type OwnService, startOwnService, untilHealthy } from '#testing';
import { demoPerson } from '#testing/demo';
import { getOpiskeluoikeus, outcome, putOppija } from '../../test/koski.js';
import { freshLearner, type Problem } from '../../test/provider.js';
import { opiskeluoikeus, STUDY_RIGHT_OID } from '../../test/samples.js';

const USERS = '/api/study-rights/v1/service-users';
const KALLIO = demoPerson('paivi').institutionOid;

interface User {
  readonly username: string;
  readonly institutionOid: string;
  readonly roles: readonly string[];
  readonly studyRightTypes: readonly string[] | null;
  readonly active: boolean;
  readonly passwordChangedAt: string | null;
  readonly lastUsedAt: string | null;
}
interface WithPassword {
  readonly serviceUser: User;
  readonly password: string;
}

const named = () => `jarjestelma-${randomUUID().slice(0, 8)}`;
const rowOf = async (username: string) =>
  (
    await database('study-rights').query<{ row: object }>(
      'SELECT to_jsonb(s) AS row FROM service_user s WHERE username = $1',
      [username],
    )
  ).rows[0]?.row;
const auditOf = async (username: string) =>
  (
    await database('study-rights').query<{ action: string; details: object; institution_oid: string }>(
      `SELECT action, details, institution_oid FROM audit_event WHERE target_kind = 'service-user' AND target_id = $1 ORDER BY seq`,
      [username],
    )
  ).rows;
/** Signed in, the study right is unknown; else nobody is asked. */
const statusOf = async (client: Client) => (await getOpiskeluoikeus(client, STUDY_RIGHT_OID)).status;

describe('service users of the compatible interfaces', () => {
  let petra: Client;
  let second: OwnService;
  beforeAll(async () => {
    petra = await as('petra');
    second = await startOwnService('study-rights', {});
    await untilHealthy(second, 'ready');
  }, 120_000);
  afterAll(() => second.stop());

  const add = async (changes: object = {}) => {
    const username = named();
    const { status, body } = await petra.post<WithPassword & Problem>(USERS, {
      username,
      roles: ['PROVIDER'],
      ...changes,
    });
    expect(status).toBe(201);
    return { username, ...body };
  };
  const step = (username: string, name: string, body: object = {}) =>
    petra.post<User & WithPassword & Problem>(`${USERS}/${username}/${name}`, body);
  /** What the second process answers to the password. */
  const statusAtSecond = async (username: string, password: string) => {
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    return (await fetch(`${second.url}/koski/api/opiskeluoikeus/${STUDY_RIGHT_OID}`, { headers: { authorization } }))
      .status;
  };

  it('the administrator of a provider adds one: it signs in with the password, which is kept as a hash only', async () => {
    const { username, serviceUser, password } = await add({ sourceSystem: 'primus' });
    expect(serviceUser).toMatchObject({
      username,
      institutionOid: KALLIO,
      roles: ['PROVIDER'],
      active: true,
      lastUsedAt: null,
    });
    expect(await statusOf(basic(username, password))).toBe(404);
    expect(await statusOf(basic(username, `${password}x`))).toBe(401);
    const row = JSON.stringify(await rowOf(username));
    expect(row).toContain('$scrypt$');
    expect(row).not.toContain(password);
    expect(JSON.stringify(await auditOf(username))).not.toContain(password);
    const { body } = await petra.get<{ items: readonly User[] }>(`${USERS}?limit=50&cursor=${username.slice(0, -1)}`);
    expect(JSON.stringify(body)).not.toMatch(/scrypt|password"/);
    expect(body.items.map((user) => user.username)).toContain(username);
  });

  it('a blocked one is refused by every process within 2 s without a restart, and let in again when it is unblocked', async () => {
    const { username, password } = await add();
    const statuses = () => Promise.all([statusOf(basic(username, password)), statusAtSecond(username, password)]);
    // Both know the password by now.
    expect(await statuses()).toEqual([404, 404]);
    for (const _ of [1, 2]) expect((await step(username, 'block')).body).toMatchObject({ active: false });
    const blockedAt = performance.now();
    expect(await statuses()).toEqual([401, 401]);
    expect(performance.now() - blockedAt).toBeLessThan(2_000 * Number(process.env['TIME_FACTOR'] ?? 1));
    expect((await step(username, 'unblock')).body).toMatchObject({ active: true });
    expect(await statuses()).toEqual([404, 404]);
  });

  it('a new password makes the old one useless at once, in every process', async () => {
    const { username, password } = await add();
    expect(await statusAtSecond(username, password)).toBe(404);
    const rotated = await step(username, 'rotate-password');
    expect(rotated.status).toBe(200);
    expect(rotated.body.password).not.toBe(password);
    expect([await statusOf(basic(username, password)), await statusAtSecond(username, password)]).toEqual([401, 401]);
    expect([
      await statusOf(basic(username, rotated.body.password)),
      await statusAtSecond(username, rotated.body.password),
    ]).toEqual([404, 404]);
  });

  it('a repeated request with the same Idempotency-Key changes nothing, and its answer holds no password', async () => {
    const [once, twice] = [{ 'idempotency-key': randomUUID() }, { 'idempotency-key': randomUUID() }];
    const wanted = { username: named(), roles: ['PROVIDER'] };
    const post = (path: string, body: object, headers: Record<string, string>) =>
      petra.post<WithPassword & Problem>(`${USERS}${path}`, body, headers);
    const added = await post('', wanted, once);
    const again = await post('', wanted, once);
    expect([added.status, again.status, again.body.password]).toEqual([201, 201, null]);
    expect(again.body.serviceUser).toEqual(added.body.serviceUser);
    expect(await statusOf(basic(wanted.username, added.body.password))).toBe(404);
    const renewal = `/${wanted.username}/rotate-password`;
    const renewed = await post(renewal, {}, twice);
    expect(await post(renewal, {}, twice)).toMatchObject({ status: 200, body: { password: null } });
    expect(await statusOf(basic(wanted.username, renewed.body.password))).toBe(404);
    expect(await post(renewal, {}, once)).toMatchObject({
      status: 409,
      body: { code: 'service-user/idempotency-key-reused' },
    });
    const { rows } = await database('study-rights').query<{ answer: object }>(
      'SELECT answer FROM idempotency_key WHERE key = ANY($1)',
      [[...Object.values(once), ...Object.values(twice)]],
    );
    expect(rows).toHaveLength(2);
    for (const password of [added.body.password, renewed.body.password]) {
      expect(JSON.stringify(rows)).not.toContain(password);
    }
    // A refused request frees its key: the name may be corrected.
    const third = { 'idempotency-key': randomUUID() };
    expect((await post('', { ...wanted, username: 'paakayttaja' }, third)).status).toBe(409);
    expect((await post('', { ...wanted, username: named() }, third)).status).toBe(201);
  });

  it('one that is limited to types of study right stores no other, until the limit is taken away', async () => {
    const { username, password } = await add({ studyRightTypes: ['tuva'] });
    const client = basic(username, password);
    const send = async () =>
      outcome(await putOppija(client, freshLearner(), opiskeluoikeus({ lähdejärjestelmänId: undefined })));
    expect(await send()).toEqual([403, ['forbidden.opiskeluoikeudenTyyppi']]);
    expect((await step(username, 'limit', { studyRightTypes: null })).body).toMatchObject({ studyRightTypes: null });
    expect((await send())[1]).not.toContain('forbidden.opiskeluoikeudenTyyppi');
    for (const studyRightTypes of [[], ['valma'], ['tuva', 'tuva'], 'tuva']) {
      expect((await step(username, 'limit', { studyRightTypes })).body).toMatchObject({
        code: 'platform/validation-failed',
      });
    }
  });

  it('shows when it was used last', async () => {
    const { username, password } = await add();
    await statusOf(basic(username, password));
    await eventually('the use is noted', async () => {
      const { body } = await petra.get<{ items: readonly User[] }>(`${USERS}?limit=1&cursor=${username.slice(0, -1)}`);
      const found = body.items.find((user) => user.username === username);
      return found?.lastUsedAt !== null && found?.lastUsedAt !== undefined;
    });
  });

  it('each step is audited to the provider, with what was given', async () => {
    const { username } = await add({ roles: ['PROVIDER', 'PROVIDER_INVALIDATOR'] });
    for (const name of ['block', 'unblock', 'rotate-password']) await step(username, name);
    await step(username, 'limit', { studyRightTypes: ['tuva'] });
    expect(await auditOf(username)).toMatchObject([
      { action: 'add-service-user', institution_oid: KALLIO, details: { roles: ['PROVIDER', 'PROVIDER_INVALIDATOR'] } },
      { action: 'block-service-user' },
      { action: 'unblock-service-user' },
      { action: 'rotate-service-user-password' },
      { action: 'limit-service-user', details: { studyRightTypes: ['tuva'] } },
    ]);
  });

  it('a name that is taken, in whichever organisation, and roles that nobody may give are refused; nothing is changed', async () => {
    const { username, password } = await add();
    for (const name of [username, 'paakayttaja']) {
      const taken = await petra.post<Problem>(USERS, { username: name, roles: ['PROVIDER_VIEWER'] });
      expect(taken).toMatchObject({ status: 409, body: { code: 'service-user/name-taken' } });
    }
    for (const roles of [[], ['MAIN_USER'], ['SUPPORT'], ['PROVIDER', 'PROVIDER']]) {
      expect(await petra.post(USERS, { username: named(), roles })).toMatchObject({ status: 400 });
    }
    for (const name of ['Ääkkönen', 'a b', 'ab', 'x:y', '']) {
      expect(await petra.post(USERS, { username: name, roles: ['PROVIDER'] })).toMatchObject({ status: 400 });
    }
    expect(await statusOf(basic(username, password))).toBe(404);
  });

  it('those of another organisation, and main users, are not there; other roles and service users themselves manage none', async () => {
    for (const username of ['toinen', 'paakayttaja', 'ei-ole']) {
      expect(await step(username, 'block')).toMatchObject({ status: 404, body: { code: 'platform/not-found' } });
      expect(await step(username, 'rotate-password')).toMatchObject({ status: 404 });
    }
    const { body } = await petra.get<{ items: readonly User[] }>(`${USERS}?limit=50`);
    expect(new Set(body.items.map(({ institutionOid }) => institutionOid))).toEqual(new Set([KALLIO]));
    for (const username of ['paivi', 'kaisa', 'tuki', 'mirja', 'leo', 'otso', 'hanna']) {
      const client = await as(username);
      expect(await client.get(USERS)).toMatchObject({ status: 403 });
      expect(await client.post(USERS, { username: named(), roles: ['PROVIDER'] })).toMatchObject({ status: 403 });
      expect(await client.post(`${USERS}/tallentaja/block`, {})).toMatchObject({ status: 403 });
    }
    expect(await basic('paakayttaja').get(USERS)).toMatchObject({ status: 401 });
    expect(await statusOf(basic('tallentaja'))).toBe(404);
  });
});
