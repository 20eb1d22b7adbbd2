import { describe, expect, it } from '@jest/globals';
import { database, readTopic } from '#testing';
import { anOpenApplication, call, everythingStored, HANNA, METSALA, succeeded } from '../../../test/driving.js';

const at = (version: number) => ({ 'if-match': `"${version}"` });
const PROPOSAL = { type: 'INCLUSION', targets: [], creditsApplied: 3, message: 'Sisällyttäminen sopii paremmin.' };

describe('a handler proposes a change', () => {
  it('[R109] [R110] the student accepts it with one command, and the same handler goes on with it', async () => {
    const { id, path, version } = await proposed();
    const read = (await call('aino', 'get', `/${id}`)).body;
    expect(read.parts[0]).toMatchObject({
      ...{ type: 'SUBSTITUTION', allowedActions: ['accept-change', 'decline-change'] },
      proposedChange: { type: 'INCLUSION', targets: [], creditsApplied: 3, message: PROPOSAL.message },
    });
    const accepted = await call('aino', 'post', `${path}/accept`, {}, at(version));
    expect(accepted).toMatchObject({ status: 200, body: { version: version + 1 } });
    expect((await call('hanna', 'get', `/${id}`)).body.parts[0]).toMatchObject({
      ...{ type: 'INCLUSION', creditsApplied: 3, targets: [], state: 'IN_PROCESS', round: 2, handlerId: HANNA },
      proposedChange: null,
    });
    const { body } = await readTopic<{ applicationId: string; parts?: object[] }>(
      'applications.application.v1',
      ({ headers, body: event }) =>
        event.applicationId === id && String(headers['ce_type']).endsWith('application-parts-resubmitted.v1'),
    );
    expect(body.parts).toMatchObject([{ type: 'INCLUSION', targets: [], creditsApplied: 3 }]);
  });

  it('[R109] declined, it leaves the part as it was sent; what the handler wrote is in no event', async () => {
    const { id, path, version } = await proposed();
    expect((await call('aino', 'post', `${path}/decline`, {}, at(version))).status).toBe(200);
    expect((await call('hanna', 'get', `/${id}`)).body.parts[0]).toMatchObject({
      ...{ type: 'SUBSTITUTION', round: 1, proposedChange: null },
    });
    const event = await readTopic<{ applicationId: string; standsUntil?: string }>(
      'applications.application.v1',
      ({ body }) => body.applicationId === id && body.standsUntil !== undefined,
    );
    expect(JSON.stringify(event)).not.toContain('paremmin');
    expect(await call('aino', 'post', `${path}/accept`, {}, at(version + 1))).toMatchObject({
      ...{ status: 409, body: { code: 'application/no-proposed-change' } },
    });
  });

  it('[R109] lapsed, it is offered and accepted no more', async () => {
    const { id, path, version } = await proposed();
    await database('applications').query(
      `UPDATE application_part SET proposed_change = proposed_change || '{"standsUntil": "2026-01-01"}'
        WHERE institution_oid = $1 AND application_id = $2`,
      [METSALA, id],
    );
    const read = (await call('aino', 'get', `/${id}`)).body;
    expect(read.parts[0]).toMatchObject({ proposedChange: null, allowedActions: [] });
    expect(await call('aino', 'post', `${path}/accept`, {}, at(version))).toMatchObject({
      ...{ status: 409, body: { code: 'application/proposed-change-lapsed' } },
    });
  });

  it('[R109] the student accepts while the handler returns the part: one of the two happens', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, partPath, path, version } = await proposed();
      const returned = { reasonCodes: ['TYPE'], message: 'Tarkenna.' };
      const answers = await Promise.all([
        call('aino', 'post', `${path}/accept`, {}, at(version)),
        call('hanna', 'post', `${partPath}/return`, returned, at(version)),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const { parts } = (await call('aino', 'get', `/${id}`)).body;
      const accepted = answers[0]?.status === 200;
      expect(parts[0]).toMatchObject(
        accepted ? { state: 'IN_PROCESS', type: 'INCLUSION' } : { state: 'RETURNED', type: 'SUBSTITUTION' },
      );
    }
  });

  it('is refused with its reasons, and changes nothing', async () => {
    const { id, version, parts } = await anOpenApplication();
    const path = `/${id}/parts/${parts[0]?.id}/proposed-change`;
    const before = await everythingStored(METSALA);
    for (const [username, to, content, headers, status, code] of [
      ['hanna', path, PROPOSAL, {}, 428, 'platform/version-required'],
      ['hanna', path, { ...PROPOSAL, type: 'EXEMPTION' }, at(version), 400, 'application/content-not-accepted'],
      [
        'hanna',
        path,
        { ...PROPOSAL, targets: [{ courseCode: 'NONE' }] },
        at(version),
        400,
        'application/content-not-accepted',
      ],
      ['heikki', path, PROPOSAL, at(version), 404, 'application/not-found'],
      ['aino', path, PROPOSAL, at(version), 403, 'application/role-not-allowed'],
      ['anna', path, PROPOSAL, at(version), 403, 'application/role-not-allowed'],
      ['aino', `${path}/accept`, {}, at(version), 409, 'application/no-proposed-change'],
      ['hanna', `${path}/accept`, {}, at(version), 403, 'application/role-not-allowed'],
    ] as const) {
      const reply = await call(username, 'post', to, content, headers);
      expect([username, content, reply.status, reply.body.code]).toEqual([username, content, status, code]);
    }
    expect(await everythingStored(METSALA)).toEqual(before);
  });
});

/** Hanna's proposal about Aino's one part. */
async function proposed() {
  const { id, version, parts } = await anOpenApplication();
  const partPath = `/${id}/parts/${parts[0]?.id}`;
  const path = `${partPath}/proposed-change`;
  const answer = succeeded(await call('hanna', 'post', path, PROPOSAL, at(version)));
  return { id, partPath, path, version: answer.version };
}
