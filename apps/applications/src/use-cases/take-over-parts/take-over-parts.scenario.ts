import { describe, expect, it } from '@jest/globals';
import { as, readTopic } from '#testing';
import { demoPerson, studyRightOf } from '#testing/demo';
import {
  aDraft,
  anOpenApplication,
  aPartInput,
  APPLICATIONS,
  aSentApplication,
  call,
  everythingStored,
  HANNA,
  METSALA,
  succeeded,
} from '../../../test/driving.js';

const HEIKKI = demoPerson('heikki').personId;
const at = (version: number) => ({ 'if-match': `"${version}"` });

describe('a handler takes parts over', () => {
  it('[R10] [R21] one part of four: it leaves the list of the former handler only when the last one has gone', async () => {
    const { id, version, parts } = await anOpenApplication(4);
    expect(await listed('heikki', 'others', id)).toMatchObject({
      allowedActions: ['take-over'],
      parts: parts.map(() => ({ handlerId: HANNA, handlerName: nameOf('hanna') })),
    });

    const taken = await call('heikki', 'post', `/${id}/take-over`, { partIds: [parts[1]?.id] }, at(version));
    expect(taken).toMatchObject({ status: 200, body: { version: version + 1, state: 'IN_PROCESS' } });
    expect(taken.body.parts.map(({ handlerId }) => handlerId)).toEqual([HANNA, HEIKKI, HANNA, HANNA]);
    for (const handler of ['hanna', 'heikki']) expect(await listed(handler, 'handling', id)).toBeDefined();

    // R11: the rest.
    const all = succeeded(await call('heikki', 'post', `/${id}/take-over`, {}, at(version + 1)));
    expect(all.parts.every(({ handlerId }) => handlerId === HEIKKI)).toBe(true);
    expect(await listed('hanna', 'handling', id)).toBeUndefined();
    expect(await listed('heikki', 'others', id)).toBeUndefined();
    expect(await listed('hanna', 'others', id)).toMatchObject({
      waits: [{ for: 'HANDLER', partNumbers: [1, 2, 3, 4] }],
    });
    expect((await call('hanna', 'get', `/${id}`)).status).toBe(404);
    expect((await call('heikki', 'post', `/${id}/parts/${parts[0]?.id}/return`, RETURN)).status).toBe(200);
  });

  it('[R11] the event says who has the parts now, and the history names both handlers', async () => {
    const { id, version, parts } = await aSentApplication(2);
    succeeded(await call('heikki', 'post', `/${id}/take-over`, {}, at(version)));
    const { body } = await readTopic<{ applicationId: string; formerHandlerIds?: string[] }>(
      'applications.application.v1',
      (event) => event.body.applicationId === id && event.body.formerHandlerIds !== undefined,
    );
    expect(body).toMatchObject({
      partIds: parts.map((part) => part.id),
      ...{ handlerId: HEIKKI, formerHandlerIds: [HANNA], transferredBy: HEIKKI },
      summary: { version: version + 1, state: 'SENT', parts: [{ handlerId: HEIKKI }, { handlerId: HEIKKI }] },
    });
    const { items } = (await (await as('aino')).get<Timeline>(`${APPLICATIONS}/${id}/timeline`)).body;
    expect(items[0]).toMatchObject({ event: 'TAKEN_OVER', by: { role: 'HANDLER', name: nameOf('heikki') } });
  });

  it('[R10] [R13] two who move a part at once: one does, the other learns who was first', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, version } = await anOpenApplication(2);
      const answers = await Promise.all([
        call('heikki', 'post', `/${id}/take-over`, {}, at(version)),
        call('hanna', 'post', `/${id}/transfer`, { handlerId: HEIKKI }, at(version)),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const [lost] = answers.filter(({ status }) => status === 409);
      const winner = answers[0]?.status === 200 ? HEIKKI : HANNA;
      expect(lost?.body).toMatchObject({
        code: 'platform/stale-version',
        current: {
          version: version + 1,
          changedBy: winner === HEIKKI ? { role: 'HANDLER', personId: HEIKKI } : { personId: winner },
          changedFields: ['parts.0.handlerId', 'parts.1.handlerId'],
          state: 'IN_PROCESS',
        },
      });
      const { body } = await call('heikki', 'get', `/${id}`);
      expect([body.version, body.parts.map(({ handlerId }) => handlerId)]).toEqual([version + 1, [HEIKKI, HEIKKI]]);
    }
  });

  it('[R30] [R10] a student who cancels at the same moment: one of the two happens, and the other knows of it', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, version } = await anOpenApplication();
      const [taken, cancelled] = await Promise.all([
        call('heikki', 'post', `/${id}/take-over`, {}, at(version)),
        call('aino', 'post', `/${id}/cancel`, {}),
      ]);
      expect(cancelled.status).toBe(200);
      expect([200, 409]).toContain(taken.status);
      if (taken.status === 409)
        expect(taken.body).toMatchObject({ current: { changedBy: { role: 'STUDENT' }, state: 'CANCELLED' } });
      expect((await call('aino', 'get', `/${id}`)).body.state).toBe('CANCELLED');
    }
  });

  it('the same command again is answered with what it reached, and changes nothing', async () => {
    const { id, version } = await aSentApplication();
    const key = { ...at(version), 'idempotency-key': crypto.randomUUID() };
    const [first, second] = [
      await call('heikki', 'post', `/${id}/take-over`, {}, key),
      await call('heikki', 'post', `/${id}/take-over`, {}, key),
    ];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.version).toBe(first.body.version);
  });

  it('[R14] [R15] is refused without a version, of a draft, to others, and of another degree programme', async () => {
    const sent = await aSentApplication();
    const draft = await aDraft();
    const before = await everythingStored(METSALA);
    for (const [username, id, headers, status, code] of [
      ['heikki', sent.id, {}, 428, 'platform/version-required'],
      ['heikki', draft.id, at(1), 404, 'application/not-found'],
      ['hanna', sent.id, at(sent.version), 409, 'application/nothing-to-take-over'],
      ['aino', sent.id, at(sent.version), 403, 'application/role-not-allowed'],
      ['anna', sent.id, at(sent.version), 403, 'application/role-not-allowed'],
      ['raija', sent.id, at(sent.version), 403, 'application/role-not-allowed'],
      ['olga', sent.id, at(sent.version), 404, 'application/not-found'],
    ] as const) {
      const reply = await call(username, 'post', `/${id}/take-over`, {}, headers);
      expect([username, reply.status, reply.body.code]).toEqual([username, status, code]);
    }
    expect(await everythingStored(METSALA)).toEqual(before);

    const other = await sentByVille();
    expect(await listed('hanna', 'others', other.id)).toBeUndefined();
    expect(await call('hanna', 'post', `/${other.id}/take-over`, {}, at(other.version))).toMatchObject({ status: 404 });
  });
});

const RETURN = { reasonCodes: ['TYPE'], message: 'Tarkenna.' };

interface Timeline {
  readonly items: readonly object[];
}

interface Item {
  readonly id: string;
}

/** The application in the list, through all its pages. */
async function listed(username: string, view: string, id: string): Promise<Item | undefined> {
  const client = await as(username);
  for (let cursor = ''; ;) {
    const path = `${APPLICATIONS}?view=${view}&limit=100${cursor}`;
    const { body } = await client.get<{ items: Item[]; nextCursor: string | null }>(path);
    const found = body.items.find((item) => item.id === id);
    if (found || body.nextCursor === null) return found;
    cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
  }
}

/** At Heikki's desk, in a degree programme in which Hanna does not work. */
async function sentByVille() {
  const content = { studyRightId: studyRightOf('ville'), handlerId: HEIKKI, parts: [aPartInput()] };
  const { id } = succeeded(await call('ville', 'post', '', content));
  return succeeded(await call('ville', 'post', `/${id}/submit`, {}));
}

function nameOf(username: string): string {
  const { firstName, lastName } = demoPerson(username);
  return `${firstName} ${lastName}`;
}
