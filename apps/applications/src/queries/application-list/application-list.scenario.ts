import { describe, expect, it } from '@jest/globals';
import { as } from '#testing';
import { aDraft, APPLICATIONS, aSentApplication, call } from '../../../test/driving.js';

interface Page {
  readonly items: readonly { id: string; studentName: string; label: { fi: string } }[];
  readonly nextCursor: string | null;
}

describe('lists of applications', () => {
  it('page through the own ones, newest first, each exactly once', async () => {
    const created = [(await aDraft()).id, (await aDraft()).id, (await aSentApplication()).id].reverse();
    const all = await pages('aino', 'own', 2);
    expect(all.slice(0, 3).map((item) => item.id)).toEqual(created);
    expect(new Set(all.map((item) => item.id)).size).toBe(all.length);
  });

  it('[R7] [R27] [R28] show a handler what waits for them, with the student by name, and no drafts', async () => {
    const sent = await aSentApplication();
    const draft = await aDraft();
    const items = await pages('hanna', 'handling', 100);
    expect(items.find((item) => item.id === sent.id)).toMatchObject({
      studentName: 'Aino Virtanen',
      label: { fi: 'Uusi hakemus' },
    });
    expect(items.some((item) => item.id === draft.id)).toBe(false);
    for (const other of ['heikki', 'olga']) {
      expect((await pages(other, 'handling', 100)).some((item) => item.id === sent.id)).toBe(false);
    }
  });

  it.each([
    ['aino', 'view=handling', 403, 'application/role-not-allowed'],
    ['hanna', 'view=own', 403, 'application/role-not-allowed'],
    ['aino', 'view=all', 400, 'platform/validation-failed'],
    ['aino', 'view=own&limit=101', 400, 'platform/validation-failed'],
    ['aino', 'view=own&limit=0', 400, 'platform/validation-failed'],
    ['aino', 'view=own&cursor=nonsense', 400, 'platform/validation-failed'],
    ['aino', 'view=own&sort=name', 400, 'platform/validation-failed'],
  ])('are refused to %s with %s', async (username, query, status, code) => {
    expect(await call(username, 'get', `?${query}`)).toMatchObject({ status, body: { code } });
  });
});

async function pages(username: string, view: string, limit: number): Promise<Page['items']> {
  const client = await as(username);
  const items: Page['items'][number][] = [];
  for (let cursor = ''; ;) {
    const { body } = await client.get<Page>(`${APPLICATIONS}?view=${view}&limit=${limit}${cursor}`);
    expect(body.items.length).toBeLessThanOrEqual(limit);
    items.push(...body.items);
    if (body.nextCursor === null) return items;
    cursor = `&cursor=${body.nextCursor}`;
  }
}
