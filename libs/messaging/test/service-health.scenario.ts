import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SERVICES } from '#contracts';
import { anonymous, as, closeTesting, database, eventually } from '#testing';

interface Health {
  readonly service: string;
  readonly components: readonly { readonly name: string; readonly state: string }[];
  readonly outbox: { readonly waiting: number; readonly oldestAgeSeconds: number; readonly setAside: number } | null;
  readonly lag: readonly { readonly topic: string; readonly messages: number }[];
  readonly deadLetters: { readonly open: number; readonly parkedKeys: number };
  readonly jobs: readonly { readonly name: string; readonly failure: string | null }[];
}

/** An event of a key of its own that the broker has refused: it stays, and is not sent. */
const SET_ASIDE = `
  INSERT INTO outbox (id, topic, aggregatetype, aggregateid, type, headers, payload, institution_oid, occurred_at, set_aside_reason)
  VALUES ($1::uuid, 'notifications.message.v1', 'message', $1::text, 'test', '{}', '{}', '1.2.246.562.10.90000000009',
          now() - interval '90 seconds', 'refused in a test')`;

afterAll(closeTesting);

describe('the health of a service', () => {
  it.each(SERVICES)('%s shows operators its components, outbox, lag, letters and jobs', async (service) => {
    const otso = await as('otso');
    const health = await eventually('lag is measured', async () => {
      const { status, body } = await otso.get<Health>(`/api/${service}/v1/health`);
      expect(status).toBe(200);
      return body.lag.length > 0 && body;
    });
    expect(health.service).toBe(service);
    const names = health.components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['schema', 'database', 'topics', 'partitions', 'consumer']));
    expect(health.components.filter(({ state }) => state !== 'up')).toEqual([]);
    expect(health.outbox).toMatchObject({ waiting: expect.any(Number), setAside: 0 });
    expect(health.deadLetters).toMatchObject({ open: expect.any(Number), parkedKeys: expect.any(Number) });
  });

  it('shows the jobs of the process, and that they do not fail', async () => {
    const { body } = await (await as('otso')).get<Health>('/api/notifications/v1/health');
    expect(body.jobs).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'send-mail', failure: null }),
        expect.objectContaining({ name: 'complete-messages', failure: null }),
      ]),
    );
  });

  it.each(['anna', 'hanna', 'aino', 'tuki', 'paivi'])('is not for %s', async (username) => {
    const refused = await (await as(username)).get<{ code: string }>('/api/decisions/v1/health');
    expect(refused).toMatchObject({ status: 403, body: { code: 'platform/forbidden' } });
  });

  it('is not for anybody who is not signed in', async () => {
    expect((await anonymous().get('/api/decisions/v1/health')).status).toBe(401);
  });

  it('counts events that wait, by their age, whichever process publishes', async () => {
    const sql = database('notifications');
    const otso = await as('otso');
    const id = randomUUID();
    await sql.query(SET_ASIDE, [id]);
    try {
      const { body } = await otso.get<Health>('/api/notifications/v1/health');
      expect(body.outbox).toMatchObject({ setAside: 1 });
      expect(body.outbox?.waiting).toBeGreaterThanOrEqual(1);
      expect(body.outbox?.oldestAgeSeconds).toBeGreaterThanOrEqual(90);
    } finally {
      await sql.query('DELETE FROM outbox WHERE id = $1', [id]);
    }
  });
});
