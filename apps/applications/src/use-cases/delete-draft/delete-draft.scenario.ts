import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { as, database, eventually, startOwnService, untilHealthy } from '#testing';
import { demoPerson, studyRightOf } from '#testing/demo';
import {
  aDraft,
  aDraftInput,
  anOpenApplication,
  aPartInput,
  APPLICATIONS,
  aSentApplication,
  call,
  METSALA,
  succeeded,
} from '../../../test/driving.js';

const rowsOf = async (id: string) => {
  const { rows } = await database('applications').query(
    `SELECT (SELECT count(*)::int FROM application WHERE id = $1) AS applications,
            (SELECT count(*)::int FROM application_part WHERE application_id = $1) AS parts,
            (SELECT count(*)::int FROM outbox WHERE aggregateid = $1::text) AS events`,
    [id],
  );
  return rows[0] as object;
};

describe('the student deletes a draft', () => {
  it('[R27] it is gone with all that was written, publishes nothing, and leaves an audit line', async () => {
    const { id, allowedActions } = await aDraft();
    expect(allowedActions).toContain('delete');
    const deleted = await call('aino', 'delete', `/${id}`);
    expect([deleted.status, deleted.body]).toEqual([204, '']);
    expect(await rowsOf(id)).toEqual({ applications: 0, parts: 0, events: 0 });
    expect((await call('aino', 'get', `/${id}`)).status).toBe(404);
    expect((await call('aino', 'delete', `/${id}`)).status).toBe(404);
    const { rows } = await database('applications').query(
      `SELECT actor_id FROM audit_event WHERE target_id = $1 AND action = 'delete-draft'`,
      [id],
    );
    expect(rows).toEqual([{ actor_id: demoPerson('aino').personId }]);
  });

  it('[R37] a reopened one is cancelled again in every service, and may be reopened again', async () => {
    const { id } = await anOpenApplication();
    succeeded(await call('aino', 'post', `/${id}/cancel`, {}));
    const { version } = succeeded(await call('aino', 'post', `/${id}/reopen`, {}));
    const more = aDraftInput({ parts: [aPartInput(), aPartInput({ creditsApplied: 2 })] });
    succeeded(await call('aino', 'put', `/${id}`, more, { 'if-match': `"${version}"` }));
    const left = succeeded(await call('aino', 'delete', `/${id}`));
    expect(left.parts.map(({ state }) => state)).toEqual(['CANCELLED']);
    await eventually('decisions follows', async () => {
      const { body } = await (
        await as('aino')
      ).get<{ version?: number; state?: string }>(`/api/decisions/v1/cases/${id}`);
      return body.version === left.version && body.state === 'CANCELLED';
    });
    expect(succeeded(await call('aino', 'post', `/${id}/reopen`, {})).state).toBe('DRAFT');
  });

  it.each<[string, string, number, string]>([
    ['[R77] the handler', 'hanna', 403, 'application/role-not-allowed'],
    ['an administrator', 'anna', 403, 'application/role-not-allowed'],
    ['another student', 'ville', 404, 'application/not-found'],
    ["another institution's student", 'oskar', 404, 'application/not-found'],
  ])('%s cannot', async (_who, username, status, code) => {
    const { id } = await aDraft();
    const answer = await call(username, 'delete', `/${id}`);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await rowsOf(id)).toMatchObject({ applications: 1, parts: 1 });
  });

  it('what has been sent, or changed in another window, is not deleted', async () => {
    const { id } = await aSentApplication();
    const sent = await call('aino', 'delete', `/${id}`);
    expect([sent.status, sent.body.code]).toEqual([409, 'application/wrong-state']);
    const draft = await aDraft();
    const stale = await call('aino', 'delete', `/${draft.id}`, undefined, { 'if-match': '"7"' });
    expect([stale.status, stale.body.code]).toEqual([409, 'platform/stale-version']);
  });

  it('deleting and sending at the same moment: one of them happens, twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      const { id } = await aDraft();
      const [deleted, sent] = await Promise.all([
        call('aino', 'delete', `/${id}`),
        call('aino', 'post', `/${id}/submit`, {}),
      ]);
      const gone = deleted.status === 204;
      expect([deleted.status, sent.status]).toEqual(gone ? [204, 404] : [409, 200]);
      expect(await rowsOf(id)).toEqual({ applications: gone ? 0 : 1, parts: gone ? 0 : 1, events: gone ? 0 : 1 });
    }
  });
});

describe('a student has so many drafts at most', () => {
  const draftsOf = async (username: string) => {
    const { rows } = await database('applications').query<{ drafts: number }>(
      `SELECT count(DISTINCT a.id)::int AS drafts FROM application a
         JOIN application_part p ON p.institution_oid = a.institution_oid AND p.application_id = a.id AND p.state = 'DRAFT'
        WHERE a.institution_oid = $1 AND student_id = $2`,
      [METSALA, demoPerson(username).personId],
    );
    return rows[0]?.drafts ?? 0;
  };

  it('also when they are made at the same moment; a refused one leaves nothing, and a deleted one makes room', async () => {
    const limit = (await draftsOf('ville')) + 3;
    const service = await startOwnService('applications', { DRAFTS_PER_PERSON: String(limit) });
    try {
      await untilHealthy(service, 'ready');
      const ville = await as('ville');
      const input = aDraftInput({ studyRightId: studyRightOf('ville') });
      const create = (key: string) =>
        ville.post<{ id: string; code?: string; detail?: string }>(`${service.url}${APPLICATIONS}`, input, {
          'idempotency-key': key,
        });
      const answers = await Promise.all(Array.from({ length: 10 }, () => create(randomUUID())));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, ...Array<number>(7).fill(409)]);
      const refused = answers.find(({ status }) => status === 409);
      expect(refused?.body).toMatchObject({
        code: 'application/too-many-drafts',
        title: expect.stringContaining(String(limit)),
      });
      expect(await draftsOf('ville')).toBe(limit);

      const reopened = await aSentAndCancelled('ville');
      const again = await ville.post<{ code?: string }>(`${service.url}${APPLICATIONS}/${reopened}/reopen`, {});
      expect([again.status, again.body.code]).toEqual([409, 'application/too-many-drafts']);

      const one = answers.find(({ status }) => status === 201)?.body.id ?? '';
      expect((await ville.delete(`${service.url}${APPLICATIONS}/${one}`)).status).toBe(204);
      expect((await create(randomUUID())).status).toBe(201);
    } finally {
      await service.stop();
    }
  }, 120_000);

  async function aSentAndCancelled(username: string): Promise<string> {
    const draft = await call(username, 'post', '', aDraftInput({ studyRightId: studyRightOf(username) }));
    const { id } = succeeded(draft);
    succeeded(await call(username, 'post', `/${id}/submit`, {}));
    succeeded(await call(username, 'post', `/${id}/cancel`, {}));
    return id;
  }
});
