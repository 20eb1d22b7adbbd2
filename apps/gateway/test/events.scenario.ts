import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accessToken,
  as,
  CookieBrowser,
  database,
  eventually,
  Listening,
  metricOf,
  type OwnService,
  stack,
  startOwnGateway,
  TcpProxy,
  untilHealthy,
} from '#testing';
import { demoPerson, studyRightOf } from '#testing/demo';

const APPLICATIONS = '/api/applications/v1/applications';
const open: Listening[] = [];
afterEach(() => open.splice(0).forEach((listening) => listening.stop()));

/** The page of a person who has signed in, listening. */
async function page(username: string, gateway?: string): Promise<Listening & { browser: CookieBrowser }> {
  const browser = new CookieBrowser();
  await browser.signIn(username);
  const here = gateway === undefined ? browser : browser.at(gateway);
  const listening = await Listening.to((signal) => here.ask('/events', { signal }));
  expect([listening.response.status, listening.response.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
  open.push(listening);
  await streamsInServices();
  return Object.assign(listening, { browser });
}

/** The gateway's streams to the services have begun: as many as those who listen need. */
async function streamsInServices(): Promise<void> {
  const { applications, decisions, notifications } = stack().metricsUrls;
  await eventually('the services are listened to', async () => {
    const counts = await Promise.all(
      [applications, decisions, notifications].map((url) => metricOf(url, 'live_streams_open')),
    );
    return counts.every((count) => (count ?? 0) >= open.length);
  });
}

async function sentApplication(): Promise<string> {
  const aino = await as('aino');
  const { body } = await aino.post<{ id: string }>(APPLICATIONS, {
    studyRightId: studyRightOf('aino'),
    handlerId: demoPerson('hanna').personId,
    parts: [
      {
        ...{ type: 'SUBSTITUTION', targets: [{ courseCode: 'TKT-103' }], creditsApplied: 5 },
        bases: [{ kind: 'COMPETENCE', name: 'Scrum Master', organisation: 'Esimerkki Oy', gainedOn: '2022-05-15' }],
      },
    ],
  });
  expect((await aino.post(`${APPLICATIONS}/${body.id}/submit`, {})).status).toBe(200);
  return body.id;
}

describe('live hints', () => {
  it('[R26] [W16] a change reaches the open pages of student, handler and administrator within 2 s, and nobody else’s', async () => {
    const [aino, ville, hanna, heikki, anna, olga] = [
      await page('aino'),
      await page('ville'),
      await page('hanna'),
      await page('heikki'),
      await page('anna'),
      await page('olga'),
    ];
    const id = await sentApplication();
    for (const reader of [aino, hanna, anna]) {
      expect(await reader.heard('application', id)).toEqual({ kind: 'application', id, version: 2 });
      await reader.heard('decision', id);
    }
    // The message that the handler gets, and the student's receipt.
    for (const reader of [aino, hanna]) await reader.heard('message');
    expect((await (await as('hanna')).post(`${APPLICATIONS}/${id}/start-processing`, {})).status).toBe(200);
    await eventually('the next version', async () => aino.hints.some(({ version }) => version === 3), 2_000);
    // Those who see nothing of it have heard nothing of it, although what they listen to is the same.
    for (const other of [ville, heikki, olga]) expect(other.hints.filter((hint) => hint.id === id)).toEqual([]);
    expect(ville.hints.filter(({ kind }) => kind === 'message')).toEqual([]);
  });

  it('a hint says which thing has changed, and nothing about it', async () => {
    const hanna = await page('hanna');
    const id = await sentApplication();
    await hanna.heard('application', id);
    await hanna.heard('message');
    for (const hint of hanna.hints) {
      expect(Object.keys(hint).filter((field) => !['kind', 'id', 'version'].includes(field))).toEqual([]);
    }
    expect(hanna.text).not.toMatch(/Virtanen|SENT|Scrum/);
  });

  it('[R4] a message read in one browser is a hint in the other', async () => {
    const hanna = await page('hanna');
    await sentApplication();
    const { id = '' } = await hanna.heard('message');
    hanna.hints.length = 0;
    await (await as('hanna')).post(`/api/notifications/v1/messages/${id}/read`, {});
    await hanna.heard('message', id);
  });

  it('a service is heard with a token of one’s own as well, and not without one', async () => {
    const listening = await listenTo('applications', await accessToken('hanna'));
    const id = await sentApplication();
    await listening.heard('application', id);
    expect(listening.response.status).toBe(200);
    expect((await fetch(`${stack().gatewayUrl}/api/applications/v1/changes`)).status).toBe(401);
  });

  it('silent streams live on beyond the time limits of the proxy: a comment each 15 s', async () => {
    const [own, behindProxy] = [await page('ville'), await listenTo('applications', await accessToken('ville'))];
    const since = performance.now();
    await eventually('three comments of silence', async () => own.comments >= 4 && behindProxy.comments >= 4, 60_000);
    expect(performance.now() - since).toBeGreaterThan(40_000);
    expect([own.ended, behindProxy.ended]).toEqual([false, false]);
    expect([...own.hints, ...behindProxy.hints]).toEqual([]);
  }, 90_000);
});

async function listenTo(service: string, token: string): Promise<Listening> {
  const url = `${stack().gatewayUrl}/api/${service}/v1/changes`;
  const headers = { authorization: `Bearer ${token}` };
  const listening = await Listening.to((signal) => fetch(url, { signal, headers }));
  open.push(listening);
  return listening;
}

describe('the stream of a session', () => {
  it('needs one', async () => {
    const answer = await new CookieBrowser().ask('/events');
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, 'session/none']);
  });

  it('is one of sixteen at most', async () => {
    const first = await page('ville');
    for (let count = 1; count < 16; count++) {
      open.push(await Listening.to((signal) => first.browser.ask('/events', { signal })));
    }
    const answer = await first.browser.ask('/events');
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      429,
      'platform/too-many-requests',
    ]);
  });

  it('ends with the session', async () => {
    const hanna = await page('hanna');
    await database('gateway').query('DELETE FROM session WHERE person_id = $1', [demoPerson('hanna').personId]);
    await eventually('the stream has ended', async () => hanna.ended, 30_000);
  }, 60_000);

  it('goes on when the token is renewed, without a gap', async () => {
    const hanna = await page('hanna');
    const { personId } = demoPerson('hanna');
    await database('gateway').query(
      `UPDATE session SET token_expires_at = now() - interval '1 second' WHERE person_id = $1`,
      [personId],
    );
    await eventually('the token is renewed', async () => {
      const { rows } = await database('gateway').query<{ fresh: boolean }>(
        'SELECT bool_and(token_expires_at > now()) AS fresh FROM session WHERE person_id = $1',
        [personId],
      );
      return rows[0]?.fresh;
    });
    await hanna.heard('application', await sentApplication());
    expect([hanna.resyncs, hanna.ended]).toEqual([0, false]);
  }, 60_000);
});

describe('a gateway of its own', () => {
  let proxy: TcpProxy;
  let gateway: OwnService;
  beforeAll(async () => {
    const { hostname, port } = new URL(stack().serviceUrls.applications);
    proxy = await TcpProxy.listen(Number(port));
    gateway = await startOwnGateway({ APPLICATIONS_URL: `http://${hostname}:${proxy.port}` });
    await untilHealthy(gateway, 'ready');
  });
  afterAll(async () => {
    await gateway.stop();
    await proxy.close();
  });

  it('comes back to a service that went away, and then lets everything be read again', async () => {
    const hanna = await page('hanna', gateway.url);
    await hanna.heard('application', await sentApplication());
    expect(hanna.resyncs).toBe(0);
    proxy.set('refuse');
    const missed = await sentApplication();
    // The others are still heard meanwhile.
    await hanna.heard('decision', missed);
    proxy.set('pass');
    await eventually('read again', async () => hanna.resyncs === 1, 15_000);
    await hanna.heard('application', await sentApplication());
    expect([hanna.ended, hanna.hints.some(({ kind, id }) => kind === 'application' && id === missed)]).toEqual([
      false,
      false,
    ]);
  }, 60_000);

  it('a reader that takes nothing costs others nothing, and the process ends in time with streams open', async () => {
    const stopping = await startOwnGateway();
    await untilHealthy(stopping, 'ready');
    const hanna = await page('hanna', stopping.url);
    const cookie = `__Host-hyvaksiluku=${hanna.browser.cookie('__Host-hyvaksiluku')}`;
    const { hostname, port } = new URL(stopping.url);
    const deaf = connect(Number(port), hostname);
    deaf.write(`GET /events HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\n\r\n`);
    deaf.pause();
    await eventually('both are open', async () => (await metricOf(stopping.metricsUrl, 'live_streams_open')) === 2);
    const since = performance.now();
    await stopping.stop();
    expect(await stopping.ended()).toBe(0);
    expect(performance.now() - since).toBeLessThan(10_000);
    await eventually('the stream has ended', async () => hanna.ended);
    deaf.destroy();
  }, 60_000);
});
