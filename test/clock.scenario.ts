import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SERVICES } from '#contracts';
import { addDays, finnishDay } from '#kernel';
import {
  accessToken,
  as,
  type Client,
  closeTesting,
  crash,
  eventually,
  restarted,
  stack,
  startOwnService,
  withToken,
} from '#testing';
import { givenHoks, givenStudyRight, PATH } from '../apps/study-rights/test/provider.js';
import { AINO_TO_HANNA, mailsAbout, publishSubmitted } from '../apps/notifications/test/published-events.js';
import { freePorts, PORTS, type PortName } from '../scripts/launcher/ports.js';

const DAY_MS = 86_400_000;
const START_LIMIT_MS = 300_000;

interface Live {
  readonly clock?: { readonly now: string; readonly movedByMs: number };
}
interface Feedback {
  readonly palaute: { readonly tila: string | null };
}

/** A stack of its own, as `npm start` starts it: the clock of no other test may move. */
describe('a clock that is moved', () => {
  const stackOfTheTests = process.env['STACK_FILE'];
  let folder: string;
  let start: ChildProcess;
  let said = '';
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'hyvaksiluku-clock-'));
    const ports = Object.entries(await freePorts()).map(([name, port]) => [
      PORTS[name as PortName].variable,
      String(port),
    ]);
    const { KAFKA_BROKERS: _, DATABASE_URL: __, ...env } = process.env;
    start = spawn(process.execPath, ['dist/scripts/start.js'], {
      env: { ...env, ...Object.fromEntries(ports), DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [start.stdout, start.stderr])
      stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await eventually('the stack is ready', async () => said.includes('Ready after'), START_LIMIT_MS);
    process.env['STACK_FILE'] = path.join(folder, 'stack.json');
  }, START_LIMIT_MS);
  afterAll(async () => {
    process.env['STACK_FILE'] = stackOfTheTests;
    const ended = new Promise((resolve) => start.once('close', resolve));
    start.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
    await closeTesting();
  }, 90_000);

  const clock = (...words: string[]) =>
    new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
      const child = spawn(process.execPath, ['dist/scripts/clock.js', ...words]);
      const texts = { out: '', err: '' };
      child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
      child.once('close', (code) => resolve({ code, ...texts }));
    });
  const moved = async (): Promise<(number | undefined)[]> =>
    Promise.all(
      SERVICES.map(async (service) => {
        const answer = await fetch(`${stack().serviceUrls[service]}/health/live`);
        return ((await answer.json()) as Live).clock?.movedByMs;
      }),
    );
  const stateOf = async (client: Client, id: number) =>
    (await client.get<Feedback>(`${PATH}/hoks/${id}`)).body.palaute.tila;

  it('[R1] [R172] what waits for a day happens when all services are moved to it, and tokens of before go on being valid', async () => {
    expect(await moved()).toEqual(SERVICES.map(() => undefined));
    const token = await accessToken('paivi');
    const paivi = withToken(token);
    const day = addDays(finnishDay(new Date()), 10);
    const id = await givenHoks(paivi, await givenStudyRight(paivi), { 'ensikertainen-hyvaksyminen': day });
    expect(await stateOf(paivi, id)).toBe('odottaa-kasittelya');

    const waits = randomUUID();
    await publishSubmitted(AINO_TO_HANNA, waits);
    await eventually('the e-mail on arrival', async () => (await mailsAbout(waits)).length > 0, 30_000);

    const onward = await clock('+15d');
    expect([onward.code, onward.err]).toEqual([0, '']);
    expect(onward.out.match(/\+15d$/gm)).toHaveLength(SERVICES.length);
    expect(onward.out).toContain(new Date(Date.now() + 15 * DAY_MS).toISOString().slice(0, 10));
    expect(await moved()).toEqual(SERVICES.map(() => 15 * DAY_MS));
    await eventually('the survey has gone', async () => (await stateOf(paivi, id)) === 'lahetetty', 30_000);
    const digest = await eventually(
      'the digest of that day',
      async () => (await mailsAbout(waits)).find(({ text }) => text.includes('odottanut päiviä 15')),
      30_000,
    );
    expect(digest.subject).toMatch(/^Sinua odottavat hyväksilukuhakemukset: \d+$/);
  }, 120_000);

  it('stays moved when a service restarts, adds up, and can be reset', async () => {
    await restarted('decisions', crash('decisions'), 120_000);
    expect(await moved()).toEqual(SERVICES.map(() => 15 * DAY_MS));
    expect((await clock('+2h')).out).toContain('+15d 2h');
    expect((await clock()).out.match(/\+15d 2h$/gm)).toHaveLength(SERVICES.length);
    expect(await clock('2h')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('is not understood') });
    expect(await clock('+3650d')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('nothing was moved'),
    });
    expect((await clock('--reset')).out.match(/not moved$/gm)).toHaveLength(SERVICES.length);
    expect(await moved()).toEqual(SERVICES.map(() => undefined));
    expect((await (await as('paivi')).get(`${PATH}/study-rights?type=tuva`)).status).toBe(200);
  }, 240_000);

  it('is refused in production, at the start', async () => {
    const { clockFile } = stack();
    const service = await startOwnService('notifications', { NODE_ENV: 'production', CLOCK_SHIFT_FILE: clockFile });
    expect(await service.ended()).toBe(1);
    expect(service.output()).toContain('a clock that can be moved is not for production');
    expect(service.output()).not.toContain('    at ');
  }, 60_000);
});
