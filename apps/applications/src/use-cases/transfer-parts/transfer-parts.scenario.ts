import { describe, expect, it } from '@jest/globals';
import { as } from '#testing';
import { demoPerson, studyRightOf } from '#testing/demo';
import {
  anOpenApplication,
  aPartInput,
  aSentApplication,
  call,
  everythingStored,
  HANNA,
  METSALA,
  succeeded,
} from '../../../test/driving.js';

const HEIKKI = demoPerson('heikki').personId;
const at = (version: number) => ({ 'if-match': `"${version}"` });
const MESSAGE = 'Tunnet nämä opinnot paremmin.';

describe('a handler transfers parts', () => {
  it('[R12] one part of four goes with a message that its new handler reads and the student does not', async () => {
    const { id, version, parts } = await anOpenApplication(4);
    const content = { handlerId: HEIKKI, partIds: [parts[2]?.id], messageToHandler: MESSAGE };
    const given = await call('hanna', 'post', `/${id}/transfer`, content, at(version));
    expect(given.status).toBe(200);
    expect(given.body.parts.map(({ handlerId }) => handlerId)).toEqual([HANNA, HANNA, HEIKKI, HANNA]);
    const transfer = { fromHandlerId: HANNA, byId: HANNA, message: MESSAGE };
    expect((await call('heikki', 'get', `/${id}`)).body.parts[2]).toMatchObject({ transfer });
    const read = await call('aino', 'get', `/${id}`);
    expect(JSON.stringify(read.body)).not.toContain(MESSAGE);
    expect(read.body.parts[2]).toMatchObject({ handlerId: HEIKKI, transfer: null });
  });

  it('[R13] [R110] the whole goes, and what the student had to complete comes back to the new handler', async () => {
    const { id, parts } = await anOpenApplication(2);
    const returned = { reasonCodes: ['EVIDENCE'], message: 'Liitä todistus.' };
    const { version } = succeeded(await call('hanna', 'post', `/${id}/parts/${parts[0]?.id}/return`, returned));
    succeeded(await call('hanna', 'post', `/${id}/transfer`, { handlerId: HEIKKI }, at(version)));
    expect((await call('hanna', 'get', `/${id}`)).status).toBe(404);
    const resent = succeeded(await call('aino', 'post', `/${id}/resubmit`, {}));
    expect(resent.parts[0]).toMatchObject({ state: 'IN_PROCESS', handlerId: HEIKKI, round: 2 });
  });

  it('[R13] an administrator transfers the parts of a handler who is away', async () => {
    const { id, version } = await aSentApplication(2);
    const content = { handlerId: HEIKKI, messageToHandler: 'Hanna on lomalla.' };
    const given = succeeded(await call('anna', 'post', `/${id}/transfer`, content, at(version)));
    expect(given.parts.every(({ handlerId }) => handlerId === HEIKKI)).toBe(true);
    const { body } = await call('heikki', 'get', `/${id}`);
    const { names } = body as unknown as { names: Record<string, string> };
    const { personId, firstName, lastName } = demoPerson('anna');
    expect(names[personId]).toBe(`${firstName} ${lastName}`);
  });

  it('[R15] the people who are offered are those whom the transfer accepts', async () => {
    const own = await aSentApplication();
    expect(await offered('hanna', own.id)).toEqual([HEIKKI]);
    const other = await sentByVille();
    const hanna = await call('heikki', 'post', `/${other.id}/transfer`, { handlerId: HANNA }, at(other.version));
    expect(hanna).toMatchObject({ status: 403, body: { code: 'application/new-handler-of-other-programme' } });
    expect(await offered('heikki', other.id)).not.toContain(HANNA);
    // Whose application one does not see, of that one learns nothing.
    const client = await as('hanna');
    const { status } = await client.get(`/api/applications/v1/handlers?applicationId=${other.id}`);
    expect(status).toBe(404);
  });

  it('[R14] is refused to others, to unknown people and of what is decided elsewhere, and changes nothing', async () => {
    const { id, version, parts } = await aSentApplication(2);
    const before = await everythingStored(METSALA);
    const unknown = '5f0c1c9a-0000-4000-8000-00000000dead';
    for (const [username, content, headers, status, code] of [
      ['hanna', { handlerId: HEIKKI }, {}, 428, 'platform/version-required'],
      ['hanna', { handlerId: HEIKKI }, at(version - 1), 409, 'platform/stale-version'],
      ['hanna', { handlerId: unknown }, at(version), 400, 'application/new-handler-unknown'],
      ['hanna', { handlerId: demoPerson('olga').personId }, at(version), 400, 'application/new-handler-unknown'],
      ['hanna', { handlerId: demoPerson('aino').personId }, at(version), 400, 'application/new-handler-unknown'],
      ['hanna', { handlerId: HANNA }, at(version), 409, 'application/nothing-to-transfer'],
      ['hanna', { handlerId: HEIKKI, partIds: [id] }, at(version), 404, 'application/part-not-found'],
      ['hanna', { handlerId: HEIKKI, partIds: [] }, at(version), 400, 'platform/validation-failed'],
      ['heikki', { handlerId: HEIKKI, partIds: [parts[0]?.id] }, at(version), 403, 'application/not-the-handler'],
      ['aino', { handlerId: HEIKKI }, at(version), 403, 'application/role-not-allowed'],
      ['raija', { handlerId: HEIKKI }, at(version), 403, 'application/role-not-allowed'],
      ['olga', { handlerId: HEIKKI }, at(version), 404, 'application/not-found'],
    ] as const) {
      const reply = await call(username, 'post', `/${id}/transfer`, content, headers);
      expect([username, content, reply.status, reply.body.code]).toEqual([username, content, status, code]);
    }
    expect(await everythingStored(METSALA)).toEqual(before);
  });
});

async function offered(username: string, applicationId: string): Promise<string[]> {
  const client = await as(username);
  const path = `/api/applications/v1/handlers?applicationId=${applicationId}`;
  const { body } = await client.get<{ items: { personId: string }[] }>(path);
  return body.items.map(({ personId }) => personId);
}

/** At Heikki's desk, in a degree programme in which Hanna does not work. */
async function sentByVille() {
  const content = { studyRightId: studyRightOf('ville'), handlerId: HEIKKI, parts: [aPartInput()] };
  const { id } = succeeded(await call('ville', 'post', '', content));
  return succeeded(await call('ville', 'post', `/${id}/submit`, {}));
}
