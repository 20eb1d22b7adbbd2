import { describe, expect, it } from '@jest/globals';
import { as, database } from '#testing';
import { demoPerson } from '#testing/demo';
import type { QueuePage } from '../src/http/answer-shapes.js';
import { applicationInProcess, APPROVAL, decidedPart, METSALA, partInput, record } from './driving.js';

const auditLines = async (action: string, targetId: string, actor: string) => {
  const { rows } = await database('decisions').query(
    `SELECT subject_person_id FROM audit_event
      WHERE institution_oid = $1 AND action = $2 AND target_id = $3 AND actor_id = $4`,
    [METSALA, action, targetId, demoPerson(actor).personId],
  );
  return rows;
};

describe('reading', () => {
  it.each([
    ['hanna', 200],
    ['raija', 200],
    ['anna', 200],
    ['aino', 200],
    ['heikki', 200],
    ['ville', 404],
    ['olga', 404],
  ])('a case and its decision as %s: %d; who reads leaves an audit line', async (username, status) => {
    const { applicationId, decisionId } = await decidedPart(partInput(), APPROVAL);
    const client = await as(username);
    expect((await client.get(`/api/decisions/v1/cases/${applicationId}`)).status).toBe(status);
    expect((await client.get(`/api/decisions/v1/decisions/${decisionId}`)).status).toBe(status);
    const expected = status === 200 ? [{ subject_person_id: demoPerson('aino').personId }] : [];
    // Hanna has read both before, while waiting for them: her last lines count.
    expect((await auditLines('read-case', applicationId, username)).slice(-1)).toEqual(expected);
    expect((await auditLines('read-decision', decisionId, username)).slice(-1)).toEqual(expected);
  });

  it('[R24] what is approved waits in the recording queue until it is recorded, oldest first', async () => {
    const first = await decidedPart(partInput(), APPROVAL);
    const second = await decidedPart(partInput(), APPROVAL);
    const raija = await as('raija');
    const waiting = async () => {
      const ids: string[] = [];
      for (let cursor = ''; ;) {
        const { body } = await raija.get<{
          items: { decisionId: string; ageDays: number }[];
          nextCursor: string | null;
        }>(`/api/decisions/v1/recording-queue?limit=2${cursor}`);
        expect(body.items.length).toBeLessThanOrEqual(2);
        ids.push(...body.items.map(({ decisionId }) => decisionId));
        if (body.nextCursor === null) return ids;
        cursor = `&cursor=${body.nextCursor}`;
      }
    };
    const ids = await waiting();
    expect(ids.filter((id) => id === first.decisionId || id === second.decisionId)).toEqual([
      first.decisionId,
      second.decisionId,
    ]);
    await record(raija, first.decisionId);
    const afterwards = await waiting();
    expect(afterwards).not.toContain(first.decisionId);
    expect(afterwards).toContain(second.decisionId);
  });

  it('[R24] a row of the queue names student, programme, target and handler, and says how many rows there are', async () => {
    const { decisionId } = await decidedPart(partInput(), APPROVAL);
    const raija = await as('raija');
    const read = async (query: string) =>
      (await raija.get<QueuePage>(`/api/decisions/v1/recording-queue?limit=100&${query}`)).body;
    const all = await read('text=virtanen');
    const row = all.items.find((item) => item.decisionId === decisionId);
    expect(row).toMatchObject({
      studentName: 'Aino Virtanen',
      programmeName: { fi: expect.any(String) },
      handlerName: 'Hanna Korhonen',
      target: { courseCode: 'TKT-103', name: { fi: 'Tietokantojen perusteet' } },
      targetCount: 1,
      basisName: 'Scrum Master',
      ageDays: 0,
    });
    expect(all.total).toBeGreaterThanOrEqual(all.items.length);
    expect(all.totalIsExact).toBe(true);
    const same = await read(`programmeCode=${row?.programmeCode}`);
    expect(same.items.map((item) => item.decisionId)).toContain(decisionId);
    for (const nothing of ['programmeCode=NONE', 'text=Nobody', 'text=%25%25']) {
      expect(await read(nothing)).toMatchObject({ items: [], total: 0 });
    }
  });

  it('[R24] the queue is not for students, and another institution sees nothing of it', async () => {
    const { decisionId } = await decidedPart(partInput(), APPROVAL);
    expect((await (await as('aino')).get('/api/decisions/v1/recording-queue')).status).toBe(403);
    const olga = await (
      await as('olga')
    ).get<{ items: { decisionId: string }[] }>('/api/decisions/v1/recording-queue?limit=100');
    expect(olga.status).toBe(200);
    expect(olga.body.items.map((item) => item.decisionId)).not.toContain(decisionId);
  });

  it('[R68] [R114] [R146] the student sees the attainments with their sum', async () => {
    const aino = demoPerson('aino').personId;
    const path = `/api/decisions/v1/students/${aino}/attainments?limit=100`;
    const client = await as('aino');
    const before = (await client.get<{ totalCredits: number }>(path)).body.totalCredits;
    const { decisionId } = await decidedPart(partInput(), { ...APPROVAL, grantedCredits: 2.5 });
    const recorded = await record(await as('hanna'), decisionId);
    const { body } = await client.get<{ items: { id: string }[]; totalCredits: number; nextCursor: string | null }>(
      path,
    );
    expect(body.totalCredits).toBe(before + 2.5);
    if (body.nextCursor === null) {
      expect(body.items.map(({ id }) => id)).toContain(recorded.body.attainments[0]?.id);
    }
    expect(recorded.body.attainments).toMatchObject([
      { credits: 2.5, grade: '4', name: { fi: 'Tietokantojen perusteet' } },
    ]);
  });

  it.each([
    ['ville', 403],
    ['anna', 200],
    ['raija', 200],
  ])("the student's attainments as %s: %d", async (username, status) => {
    await applicationInProcess(partInput());
    const path = `/api/decisions/v1/students/${demoPerson('aino').personId}/attainments`;
    expect((await (await as(username)).get(path)).status).toBe(status);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'offset=5', 'cursor=bm90IG9uZQ'])(
    'a list query with %s is refused',
    async (query) => {
      const { status } = await (await as('raija')).get(`/api/decisions/v1/recording-queue?${query}`);
      expect(status).toBe(400);
    },
  );
});
