import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions, idempotencyMigrations, IdempotentTransaction, UnitOfWork } from '#messaging';
import { FrozenClock, type OwnSchema, ownSchema } from '#testing';

const INSTITUTION = '1.2.246.562.10.10000000001';

describe('the Idempotency-Keys that are remembered', () => {
  let own: OwnSchema;
  let dataSource: DataSource;
  const clock = new FrozenClock('2026-11-01T08:00:00Z');
  beforeAll(async () => {
    own = await ownSchema('applications');
    const settings = dataSourceOptions(
      { DATABASE_URL: own.databaseUrl, DATABASE_POOL_SIZE: 8 },
      { entities: [], migrations: [...idempotencyMigrations] },
    );
    const extra = { ...(settings.extra as object), options: own.options };
    dataSource = await new DataSource({ ...settings, extra } as typeof settings).initialize();
    await dataSource.runMigrations();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await own.close();
  });

  const once = (personId: string, key: string, answer: object) => {
    const unitOfWork = new UnitOfWork(dataSource, 'applications', clock, { wake: () => undefined });
    const command = { actor: { personId, institutionOid: INSTITUTION }, key, fingerprint: 'the same' };
    const once = new IdempotentTransaction(unitOfWork, clock, 'application/idempotency-key-reused');
    return once.run(
      command,
      async () => answer,
      async () => undefined,
    );
  };
  const kept = async (): Promise<number> =>
    (await own.look<{ n: number }>('SELECT count(*)::int AS n FROM idempotency_key'))[0]?.n ?? 0;

  it('are those of a day, over a week, although every person comes once only', async () => {
    let most = 0;
    for (let day = 0; day < 7; day++) {
      for (let request = 0; request < 4; request++) {
        await Promise.all(Array.from({ length: 8 }, () => once(randomUUID(), randomUUID(), {})));
        clock.advance(6 * 3_600_000 + 1);
      }
      most = Math.max(most, await kept());
    }
    // 32 a day, and those that parallel requests left to each other.
    expect(most).toBeLessThanOrEqual(5 * 8);
  });

  it('shrink by a hundred with each request while there is a backlog of old ones', async () => {
    await own.look('TRUNCATE idempotency_key');
    await own.look(
      `INSERT INTO idempotency_key (institution_oid, person_id, key, request_hash, answer, created_at)
       SELECT $1, gen_random_uuid(), 'k', 'h', '{}', $2::timestamptz - interval '9 days' FROM generate_series(1, 1000)`,
      [INSTITUTION, clock.now()],
    );
    for (let request = 0; request < 10; request++) await once(randomUUID(), randomUUID(), {});
    expect(await kept()).toBe(10);
  });

  it('a key is free again after a day, also its owner’s own behind a backlog', async () => {
    const [person, key] = [randomUUID(), randomUUID()];
    expect(await once(person, key, { first: true })).toEqual({ first: true });
    expect(await once(person, key, { first: false })).toEqual({ first: true });
    clock.advance(86_400_001);
    await own.look(
      `INSERT INTO idempotency_key (institution_oid, person_id, key, request_hash, answer, created_at)
       SELECT $1, gen_random_uuid(), 'k', 'h', '{}', $2::timestamptz - interval '9 days' FROM generate_series(1, 500)`,
      [INSTITUTION, clock.now()],
    );
    expect(await once(person, key, { second: true })).toEqual({ second: true });
  });
});
