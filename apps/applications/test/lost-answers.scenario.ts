import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as, type Client, database, type OwnService, stack, startOwnService, TcpProxy, untilHealthy } from '#testing';
import { aDraftInput, type Answer, APPLICATIONS, everythingStored, METSALA } from './driving.js';

const FULL = `
  CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`;

/** A process of its own whose connection to its database can lose an answer. */
describe('a request whose change cannot be committed, or is committed although the client never learns of it', () => {
  let proxy: TcpProxy;
  let service: OwnService;
  let aino: Client;
  beforeAll(async () => {
    const url = new URL(stack().databaseUrls.applications);
    proxy = await TcpProxy.listen(Number(url.port));
    url.port = String(proxy.port);
    service = await startOwnService('applications', { DATABASE_URL: url.toString() });
    await untilHealthy(service, 'ready');
    aino = await as('aino');
  }, 120_000);
  afterAll(async () => {
    await service.stop();
    await proxy.close();
  });

  const create = (key: string) =>
    aino.post<Answer>(`${service.url}${APPLICATIONS}`, aDraftInput(), { 'idempotency-key': key });
  const submit = (id: string) => aino.post<Answer>(`${service.url}${APPLICATIONS}/${id}/submit`, {});

  it('repeated with its Idempotency-Key it gets the first outcome, and there is no second application', async () => {
    const key = randomUUID();
    const before = (await everythingStored(METSALA)) as { applications: number };
    const lost = proxy.loseAnswer({ said: ['INSERT INTO idempotency_key', 'COMMIT'], answered: 'COMMIT' });
    const first = await create(key);
    await lost;
    expect([first.status, first.body.code]).toEqual([503, 'platform/unavailable']);
    const after = (await everythingStored(METSALA)) as { applications: number };
    expect(after.applications).toBe(before.applications + 1);
    const again = await create(key);
    expect(again.status).toBe(201);
    expect(await everythingStored(METSALA)).toEqual(after);
    const { rows } = await database('applications').query<{ answer: { id: string } }>(
      'SELECT answer FROM idempotency_key WHERE key = $1',
      [key],
    );
    expect(rows.map(({ answer }) => answer.id)).toEqual([again.body.id]);
  });

  it('a command without a key is answered the second time with the state it has reached, with one event', async () => {
    const { id } = (await create(randomUUID())).body;
    const lost = proxy.loseAnswer({ said: ['outbox-insert', 'COMMIT'], answered: 'COMMIT' });
    const first = await submit(id);
    await lost;
    const second = await submit(id);
    expect([first.status, second.status]).toEqual([503, 200]);
    expect(second.body).toMatchObject({ state: 'SENT', version: 2 });
    const sql = `SELECT type FROM outbox WHERE aggregateid = $1`;
    expect((await database('applications').query(sql, [id])).rows).toEqual([
      { type: 'applications.application-submitted.v1' },
    ]);
  });

  it.each(['application', 'idempotency_key', 'audit_event', 'outbox'])(
    'no room for %s: 503 and nothing is stored; when there is room the same request is done',
    async (table) => {
      const [key, { id }] = [randomUUID(), (await create(randomUUID())).body];
      const request = () => (table === 'outbox' ? submit(id) : create(key));
      await database('applications').query(FULL);
      await database('applications').query(
        `CREATE TRIGGER no_room BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION no_room()`,
      );
      try {
        const before = await everythingStored(METSALA);
        const { status, body } = await request();
        expect([status, body.code]).toEqual([503, 'platform/unavailable']);
        expect(await everythingStored(METSALA)).toEqual(before);
      } finally {
        await database('applications').query(`DROP TRIGGER no_room ON ${table}; DROP FUNCTION no_room()`);
      }
      expect((await request()).status).toBeLessThan(300);
    },
  );
});
