import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { anonymous, as, database } from '#testing';
import { demoPerson } from '#testing/demo';
import type { DeskPage } from '../../queries/list-desk-messages/desk-message-view.js';
import { AINO_TO_HANNA, desk, deskWith, publishSubmitted } from '../../../test/published-events.js';

const MESSAGES = '/api/notifications/v1/messages';

interface ReadMessages {
  readonly messages: readonly { readonly id: string; readonly readAt: string }[];
  readonly unread: number;
}

interface Problem {
  readonly code: string;
}

async function messageToHanna(): Promise<{ applicationId: string; id: string }> {
  const applicationId = randomUUID();
  await publishSubmitted(AINO_TO_HANNA, applicationId);
  const [message] = await deskWith('hanna', applicationId);
  return { applicationId, id: message?.id ?? '' };
}

describe('marking a desk message as read', () => {
  it('keeps the first moment, however often it is marked', async () => {
    const { applicationId, id } = await messageToHanna();
    const hanna = await as('hanna');
    const first = await hanna.post<{ id: string; readAt: string }>(`${MESSAGES}/${id}/read`);
    const second = await hanna.post<{ id: string; readAt: string }>(`${MESSAGES}/${id}/read`, {});
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect((await desk('hanna', applicationId))[0]?.readAt).toBe(first.body.readAt);
  });

  it.each(['aino', 'heikki', 'olga'])('%s cannot touch a message of hanna', async (username) => {
    const { applicationId, id } = await messageToHanna();
    const { status, body } = await (await as(username)).post<Problem>(`${MESSAGES}/${id}/read`);
    expect([status, body.code]).toEqual([404, 'message/not-found']);
    expect((await desk('hanna', applicationId))[0]?.readAt).toBeNull();
  });

  it.each([
    ['a message id that is none', '/not-a-uuid/read', {}],
    ['an unknown field', `/${randomUUID()}/read`, { readAt: '2026-01-01T00:00:00Z' }],
  ])('%s is refused', async (_, path, body) => {
    const refused = await (await as('hanna')).post<Problem>(`${MESSAGES}${path}`, body);
    expect([refused.status, refused.body.code]).toEqual([400, 'platform/validation-failed']);
  });

  it('needs a signed-in person', async () => {
    expect((await anonymous().post(`${MESSAGES}/${randomUUID()}/read`)).status).toBe(401);
    expect((await anonymous().get(MESSAGES)).status).toBe(401);
  });
});

describe('marking many messages as read', () => {
  const unreadOf = async (username: string) =>
    (await (await as(username)).get<{ unread: number }>(`${MESSAGES}/unread`)).body.unread;
  const markRead = async (username: string, ids: readonly string[]) =>
    (await as(username)).post<ReadMessages & Problem>(`${MESSAGES}/read`, { ids });

  it('takes them off the number of unread ones, and off that list', async () => {
    const [one, two, three] = [await messageToHanna(), await messageToHanna(), await messageToHanna()];
    const before = await unreadOf('hanna');
    const { status, body } = await markRead('hanna', [one.id, two.id]);
    expect([status, body.unread]).toEqual([200, before - 2]);
    expect(body.messages.map(({ id }) => id).sort()).toEqual([one.id, two.id].sort());
    expect(await unreadOf('hanna')).toBe(before - 2);
    const unread = (await (await as('hanna')).get<DeskPage>(`${MESSAGES}?limit=100&unread=true`)).body.items;
    expect(unread.every(({ readAt }) => readAt === null)).toBe(true);
    expect(unread.some(({ id }) => id === three.id)).toBe(true);
    expect(unread.some(({ id }) => id === one.id)).toBe(false);
    const again = await markRead('hanna', [one.id]);
    expect(again.body.messages).toEqual(body.messages.filter(({ id }) => id === one.id));
  });

  it('touches the own desk only', async () => {
    const { applicationId, id } = await messageToHanna();
    expect(await markRead('heikki', [id])).toMatchObject({ status: 200, body: { messages: [] } });
    expect((await desk('hanna', applicationId))[0]?.readAt).toBeNull();
  });

  it.each([[[]], [['nonsense']], [Array.from({ length: 101 }, () => randomUUID())]])('%j is refused', async (ids) => {
    expect(await markRead('hanna', ids)).toMatchObject({ status: 400, body: { code: 'platform/validation-failed' } });
  });
});

describe('the desk inbox', () => {
  it('[R6] a message leads to its application inside the pages too', async () => {
    const { applicationId } = await messageToHanna();
    const [message] = await desk('hanna', applicationId);
    expect(message?.path).toBe(`/applications/${applicationId}`);
    expect(new URL(message?.link ?? '').pathname).toBe(message?.path);
  });

  it('[R4] pages through the own messages, newest first, each once', async () => {
    const sent = [await messageToHanna(), await messageToHanna(), await messageToHanna()];
    const hanna = await as('hanna');
    const first = await hanna.get<DeskPage>(`${MESSAGES}?limit=100`);
    const wanted = first.body.items.slice(0, 5).map(({ id }) => id);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor ? `&cursor=${cursor}` : '';
      const { body } = await hanna.get<DeskPage>(`${MESSAGES}?limit=2${query}`);
      paged.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor && !wanted.every((id) => paged.includes(id)));
    expect(new Set(paged).size).toBe(paged.length);
    for (const { id } of sent) expect(first.body.items.map((item) => item.id)).toContain(id);
    const times = first.body.items.map(({ deliveredAt }) => deliveredAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('reading names of students leaves an audit line', async () => {
    await messageToHanna();
    const { rows } = await database('notifications').query<{ lines: number }>(
      `SELECT count(*)::int AS lines FROM audit_event
        WHERE institution_oid = $1 AND actor_id = $2 AND action = 'read-desk-messages' AND subject_person_id = $3`,
      [AINO_TO_HANNA.institutionOid, demoPerson('hanna').personId, AINO_TO_HANNA.studentId],
    );
    expect(rows[0]?.lines).toBeGreaterThan(0);
  });

  it.each(['cursor=nonsense', 'unread=maybe', 'limit=0', 'limit=101', 'recipientId=1'])(
    '%s is refused',
    async (query) => {
      const { status, body } = await (await as('hanna')).get<Problem>(`${MESSAGES}?${query}`);
      expect(status).toBe(400);
      expect(['message/cursor-invalid', 'platform/validation-failed']).toContain(body.code);
    },
  );
});
