import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { database } from '#testing';
import { demoPerson } from '#testing/demo';
import {
  aDraft,
  anOpenApplication,
  aPartInput,
  aSentApplication,
  call,
  HANNA,
  METSALA,
  succeeded,
} from '../../test/driving.js';

const RETURN = { reasonCodes: ['TYPE'], message: 'Tarkenna tyyppiä.' };
const AINO = demoPerson('aino').personId;

/** Everything by which a repetition could have left a second trace. */
async function tracesOf(id: string): Promise<unknown> {
  const { rows } = await database('applications').query(
    `SELECT version, (SELECT count(*)::int FROM outbox WHERE aggregateid = a.id::text) AS events,
            (SELECT count(*)::int FROM audit_event WHERE target_id = a.id::text AND details ? 'after') AS changes
       FROM application a WHERE institution_oid = $1 AND id = $2`,
    [METSALA, id],
  );
  return rows[0];
}

describe('a command on an application that is sent again', () => {
  it('with its Idempotency-Key gets its first answer, regardless of what has happened since', async () => {
    const { id, parts } = await anOpenApplication();
    const headers = { 'idempotency-key': randomUUID() };
    const give = () => call('hanna', 'post', `/${id}/parts/${parts[0]?.id}/return`, RETURN, headers);
    const first = await give();
    expect(first).toMatchObject({ status: 200, body: { state: 'RETURNED' } });
    succeeded(await call('aino', 'post', `/${id}/resubmit`, {}));
    const traces = await tracesOf(id);
    const again = await give();
    expect(again).toMatchObject({ status: 200, body: { state: 'RETURNED', version: first.body.version } });
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(await tracesOf(id)).toEqual(traces);
  });

  it('with the key of another command is refused, and nothing is done', async () => {
    const { id } = await aDraft();
    const headers = { 'idempotency-key': randomUUID() };
    succeeded(await call('aino', 'post', `/${id}/submit`, {}, headers));
    const refused = await call('aino', 'post', `/${id}/cancel`, {}, headers);
    expect(refused).toMatchObject({ status: 409, body: { code: 'application/idempotency-key-reused' } });
    expect((await call('aino', 'get', `/${id}`)).body.state).toBe('SENT');
  });

  it('[R27] a deletion with its key is 204 again, when nothing is left of the draft', async () => {
    const { id } = await aDraft();
    const headers = { 'idempotency-key': randomUUID() };
    const statuses = [];
    for (let n = 0; n < 2; n++) statuses.push((await call('aino', 'delete', `/${id}`, undefined, headers)).status);
    expect(statuses).toEqual([204, 204]);
    expect((await call('aino', 'delete', `/${id}`)).status).toBe(404);
  });

  it('without a key gets the state it has reached, also on the version before its own change', async () => {
    const draft = await aDraft();
    const body = { handlerId: HANNA };
    const submit = (headers?: Record<string, string>) => call('aino', 'post', `/${draft.id}/submit`, body, headers);
    succeeded(await submit({ 'if-match': '"1"' }));
    const traces = await tracesOf(draft.id);
    for (const headers of [{ 'if-match': '"1"' }, { 'if-match': '"2"' }, undefined]) {
      expect(await submit(headers)).toMatchObject({ status: 200, body: { state: 'SENT', version: 2 } });
    }
    expect((await submit({ 'if-match': '"7"' })).status).toBe(409);
    expect(await tracesOf(draft.id)).toEqual(traces);
    const { rows } = await database('applications').query(
      `SELECT actor_id FROM audit_event WHERE target_id = $1 AND details ? 'repeated'`,
      [draft.id],
    );
    expect(rows).toEqual(Array(3).fill({ actor_id: AINO }));
  });

  it('by a double click is done once, with and without keys, twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      const { id } = await aDraft();
      const key = (): Record<string, string> => (round % 2 === 0 ? {} : { 'idempotency-key': randomUUID() });
      const replies = await Promise.all(
        Array.from({ length: 4 }, () => call('aino', 'post', `/${id}/submit`, {}, { 'if-match': '"1"', ...key() })),
      );
      expect(replies.map(({ status, body }) => [status, body.version])).toEqual(Array(4).fill([200, 2]));
      expect(await tracesOf(id)).toEqual({ version: 2, events: 1, changes: 2 });
    }
  });

  it('is a change of its own when another change lies between', async () => {
    const { id, parts } = await anOpenApplication();
    const give = () => call('hanna', 'post', `/${id}/parts/${parts[0]?.id}/return`, RETURN);
    succeeded(await give());
    succeeded(await call('aino', 'post', `/${id}/resubmit`, {}));
    const second = await give();
    expect(second.body).toMatchObject({ state: 'RETURNED', parts: [{ round: 2 }] });
  });
});

describe('a command that meets another change', () => {
  it('gets back the current state, who made it and which fields differ', async () => {
    const { id, parts, version } = await anOpenApplication(2);
    succeeded(await call('hanna', 'post', `/${id}/parts/${parts[1]?.id}/return`, RETURN));
    const stale = await call('aino', 'post', `/${id}/cancel`, {}, { 'if-match': `"${version}"` });
    expect(stale).toMatchObject({
      status: 409,
      body: {
        code: 'platform/stale-version',
        currentVersion: version + 1,
        current: {
          version: version + 1,
          state: 'RETURNED',
          changedBy: { role: 'HANDLER', personId: HANNA },
          changedFields: ['parts.1.returnMessage', 'parts.1.returnReasonCodes', 'parts.1.state'],
        },
      },
    });
    expect(JSON.stringify(stale.body)).not.toContain(RETURN.message);
  });

  it('by the same person in another window is reported as such, over several versions', async () => {
    const { id } = await aDraft();
    const edit = (creditsApplied: number, etag: number) =>
      call(
        'aino',
        'put',
        `/${id}`,
        { ...anInput, parts: [aPartInput({ creditsApplied })] },
        { 'if-match': `"${etag}"` },
      );
    const { studyRightId } = (await call('aino', 'get', `/${id}`)).body as unknown as { studyRightId: string };
    const anInput = { studyRightId, handlerId: HANNA };
    succeeded(await edit(4, 1));
    succeeded(await edit(3, 2));
    const { status, body } = await edit(2, 1);
    expect([status, body.current?.changedBy, body.current?.changedFields]).toEqual([
      409,
      { role: 'YOU', personId: AINO },
      ['parts.0.creditsApplied'],
    ]);
  });

  it('does not say which fields differ when that is not known', async () => {
    const { id, version } = await aSentApplication();
    succeeded(await call('hanna', 'post', `/${id}/start-processing`, {}));
    const stale = await call('aino', 'post', `/${id}/cancel`, {}, { 'if-match': `"${version - 2}"` });
    expect(stale.body.current).toMatchObject({ changedFields: null, changedBy: { role: 'HANDLER' } });
  });

  it('learns nothing of an application that its sender does not see', async () => {
    const { id } = await aSentApplication();
    const refused = await call('ville', 'post', `/${id}/cancel`, {}, { 'if-match': '"1"' });
    expect([refused.status, refused.body.current]).toEqual([404, undefined]);
  });
});
