import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { anonymous, as, database } from '#testing';
import { demoPerson } from '#testing/demo';

const PREFERENCES = '/api/notifications/v1/preferences';

interface SavedView {
  readonly id: string;
  readonly list: string;
  readonly name: string;
  readonly query: string;
}

interface Preferences {
  readonly shortcuts: boolean;
  readonly views: readonly SavedView[];
}

interface Problem {
  readonly code: string;
  readonly errors?: readonly { readonly path: string }[];
}

const preferencesOf = async (username: string) => (await as(username)).get<Preferences>(PREFERENCES);
const aView = (changes: Partial<SavedView> = {}) => ({ list: 'WORK', name: 'Uudet', query: 'state=SENT', ...changes });
const keep = async (username: string, id: string, view: object) =>
  (await as(username)).put<Preferences & Problem>(`${PREFERENCES}/views/${id}`, view);

const AS_THE_INSTITUTION = { mode: null, days: null };

describe('how a person has the pages', () => {
  afterEach(async () => {
    for (const username of ['hanna', 'heikki']) {
      const person = await as(username);
      await person.put(`${PREFERENCES}/shortcuts`, { shortcuts: true });
      for (const { id } of (await preferencesOf(username)).body.views) {
        await person.delete(`${PREFERENCES}/views/${id}`);
      }
    }
  });

  it('[R7] [R152] views of lists are kept, renamed and deleted, each command as often as one likes', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const kept = await keep('hanna', one, aView());
    expect(kept).toMatchObject({ status: 200, body: { shortcuts: true, views: [{ id: one, ...aView() }] } });
    const all = aView({ list: 'ALL_APPLICATIONS', query: 'type=EXEMPTION&order=-changed' });
    await keep('hanna', two, all);
    expect((await keep('hanna', two, all)).body.views).toHaveLength(2);
    const renamed = aView({ name: '  Uudet hakemukset ' });
    expect((await keep('hanna', one, renamed)).body.views).toEqual([
      { id: one, ...renamed, name: 'Uudet hakemukset' },
      { id: two, ...all },
    ]);
    const hanna = await as('hanna');
    for (const time of [1, 2]) {
      const { status, body } = await hanna.delete<Preferences>(`${PREFERENCES}/views/${one}`);
      expect([time, status, body.views.map(({ id }) => id)]).toEqual([time, 200, [two]]);
    }
    expect((await preferencesOf('hanna')).body.views).toEqual([{ id: two, ...all }]);
  });

  it('shortcuts stay off until they are switched on; nobody touches what is another person’s', async () => {
    const id = randomUUID();
    await keep('hanna', id, aView());
    await (await as('hanna')).put(`${PREFERENCES}/shortcuts`, { shortcuts: false });
    const heikki = await as('heikki');
    await heikki.delete(`${PREFERENCES}/views/${id}`);
    await keep('heikki', id, aView({ name: 'Omat' }));
    expect((await preferencesOf('hanna')).body).toEqual({
      ...{ shortcuts: false, digest: AS_THE_INSTITUTION },
      views: [{ id, ...aView() }],
    });
    expect((await preferencesOf('heikki')).body).toEqual({
      ...{ shortcuts: true, digest: AS_THE_INSTITUTION },
      views: [{ id, ...aView({ name: 'Omat' }) }],
    });
    expect((await anonymous().get(PREFERENCES)).status).toBe(401);
  });

  it('a name stands for one view of a list, and there are twenty at most, also when all come at once', async () => {
    const first = randomUUID();
    await keep('hanna', first, aView());
    expect(await keep('hanna', randomUUID(), aView({ name: 'UUDET' }))).toMatchObject({
      ...{ status: 409, body: { code: 'preferences/view-name-taken', errors: [{ path: 'name' }] } },
    });
    const many = await Promise.all(
      Array.from({ length: 24 }, (_, n) => keep('hanna', randomUUID(), aView({ name: `Näkymä ${n}` }))),
    );
    expect(many.filter(({ status }) => status === 200)).toHaveLength(19);
    const refused = many.filter(({ status }) => status === 409);
    expect(refused.map(({ body }) => body.code)).toEqual(Array(5).fill('preferences/too-many-views'));
    expect((await preferencesOf('hanna')).body.views).toHaveLength(20);
  });

  it.each([
    ['a name of nothing', aView({ name: '   ' })],
    ['a name that is too long', aView({ name: 'n'.repeat(61) })],
    ['an address that is too long', aView({ query: 'q'.repeat(501) })],
    ['a list that is none', aView({ list: 'MESSAGES' })],
    ['a field that is none', { ...aView(), personId: 'x' }],
  ])('%s is refused', async (_, view) => {
    const refused = await keep('hanna', randomUUID(), view);
    expect([refused.status, refused.body.code]).toEqual([400, 'platform/validation-failed']);
    expect((await preferencesOf('hanna')).body.views).toEqual([]);
  });

  it('is read and changed with an audit line, which holds nothing that the person has written', async () => {
    const id = randomUUID();
    await keep('hanna', id, aView({ name: 'Salainen nimi' }));
    await preferencesOf('hanna');
    const { personId, institutionOid } = demoPerson('hanna');
    const { rows } = await database('notifications').query<{ action: string; details: object }>(
      `SELECT DISTINCT ON (action) action, details FROM audit_event
        WHERE institution_oid = $1 AND subject_person_id = $2 AND target_kind = 'preferences' AND action ~ 'view$|^read'
        ORDER BY action, seq DESC`,
      [institutionOid, personId],
    );
    expect(rows.filter(({ action }) => action !== 'delete-view')).toEqual([
      { action: 'keep-view', details: { viewId: id, list: 'WORK' } },
      { action: 'read-preferences', details: {} },
    ]);
  });
});
