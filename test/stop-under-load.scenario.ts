import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, goldenSamples, SERVICES } from '#contracts';
import { as, closeTesting, database, eventually, publish, restarted, stack, topicMessages } from '#testing';

const UNIVERSITY = '1.2.246.562.10.10000000001';
const NAME = 'university.person-published.v1';
const TOPIC = 'university.person.v1';
const MESSAGES = 150;
/** The service's own limit is 25 s; an idle one needs well under one. */
const LEAVES_WITHIN_MS = 25_000;

afterAll(() => closeTesting());

describe('a service stopped while it works', () => {
  it.each(['notifications', 'applications'] as const)(
    '%s finishes what it has in hand, leaves in time and misses nothing afterwards',
    async (service) => {
      const pid = stack().pids()[service] ?? 0;
      const ids = Array.from({ length: MESSAGES }, (): string => randomUUID());
      const [sample] = goldenSamples(NAME).values();
      const sending = ids.map((id) => {
        const personId = randomUUID();
        return publish(NAME, personId, UNIVERSITY, { ...sample, personId } as never, { id });
      });
      const arrived = async () => {
        const { rows } = await database(service).query<{ n: number }>(
          'SELECT count(*)::int AS n FROM inbox WHERE consumer = $1 AND message_id = ANY ($2)',
          [service, ids],
        );
        return rows[0]?.n ?? 0;
      };
      await eventually('the first effects', async () => (await arrived()) > 0);

      process.kill(pid, 'SIGTERM');
      await eventually('the process is gone', async () => !isAlive(pid), LEAVES_WITHIN_MS);
      await Promise.all(sending);
      await restarted(service, { pid });

      await eventually('every effect', async () => (await arrived()) === MESSAGES, 60_000);
      const letters = await topicMessages(deadLetterTopic(TOPIC, service));
      expect(letters.filter(({ headers }) => ids.includes(headers['ce_id'] ?? ''))).toEqual([]);
      const log = await readFile(`${stack().logFolder}/${service}.log`, 'utf8');
      expect(log).toContain('stopping on SIGTERM');
      expect(log).not.toMatch(/could not stop cleanly|not stopped within/);
    },
    120_000,
  );

  it('answers no request with an error of its own while it stops: 503 at most, through the gateway', async () => {
    const anna = await as('anna');
    const pid = stack().pids()['applications'] ?? 0;
    const statuses = new Set<number>();
    let stopped = false;
    const asking = Array.from({ length: 4 }, async () => {
      while (!stopped) {
        const { status } = await anna.get('/api/applications/v1/applications?view=handling');
        statuses.add(status);
      }
    });
    process.kill(pid, 'SIGTERM');
    await restarted('applications', { pid });
    stopped = true;
    await Promise.all(asking);
    expect([...statuses].filter((status) => ![200, 403, 503].includes(status))).toEqual([]);
  });

  it('leaves all five services ready', async () => {
    const { status } = await fetch(`${stack().gatewayUrl}/health/ready`);
    expect(status).toBe(200);
    expect(Object.keys(stack().pids())).toEqual(expect.arrayContaining([...SERVICES]));
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
