import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type AuditLine, writeAudit, writeAudits } from '#platform';
import { UnitOfWork } from '#messaging';
import { FrozenClock, stack } from '#testing';
import { openOwnSchema, type OwnSchema } from './own-schema.js';

const START = '2026-11-30T08:00:00Z';
const MINUTE_MS = 60_000;

describe('the audit of readings', () => {
  const clock = new FrozenClock(START);
  let own: OwnSchema;
  let unitOfWork: UnitOfWork;
  beforeAll(async () => {
    own = await openOwnSchema(stack().databaseUrls.applications, { poolSize: 4 });
    unitOfWork = new UnitOfWork(own.dataSource, 'applications', clock, { wake: () => undefined });
  });
  beforeEach(() => own.dataSource.query('TRUNCATE audit_event'));
  afterAll(() => own.close());

  const line = (changes: Partial<AuditLine> = {}): AuditLine => ({
    ...{ institutionOid: '1.2', actorId: 'hanna', action: 'read-application', targetKind: 'application' },
    ...{ targetId: 'a', subjectPersonId: 'aino', at: clock.now(), ...changes },
  });
  const read = (changes: Partial<AuditLine> = {}) => unitOfWork.run(async ({ sql }) => writeAudit(sql, line(changes)));
  async function lines(): Promise<number> {
    const [row] = await own.dataSource.query<{ count: number }[]>('SELECT count(*)::int AS count FROM audit_event');
    return row?.count ?? 0;
  }

  it('who reads the same again within ten minutes leaves one line; after them the next one', async () => {
    await read();
    for (let minute = 1; minute < 10; minute++) {
      clock.advance(MINUTE_MS);
      await read();
    }
    expect(await lines()).toBe(1);
    // Ten minutes from the line, however often it was read meanwhile.
    clock.advance(MINUTE_MS);
    await read();
    expect(await lines()).toBe(2);
  });

  it.each<[string, Partial<AuditLine>]>([
    ['another reader', { actorId: 'heikki' }],
    ['another thing', { targetId: 'b' }],
    ['a thing of another kind', { targetKind: 'case' }],
    ['another person', { subjectPersonId: 'ville' }],
    ['no person', { subjectPersonId: null }],
    ['another institution', { institutionOid: '1.3' }],
    ['another way of reading', { action: 'list-own' }],
    ['a list with something else on it', { details: { applicationIds: ['x'] } }],
  ])('%s is a line of its own', async (_, changes) => {
    await read();
    await read(changes);
    await read(changes);
    expect(await lines()).toBe(2);
  });

  it('what was done is a line each time', async () => {
    for (let time = 0; time < 3; time++) await read({ action: 'return-part' });
    expect(await lines()).toBe(3);
  });

  it('a reading that failed covers none that comes after it', async () => {
    const failing = unitOfWork.run(async ({ sql }) => {
      await writeAudit(sql, line());
      throw new Error('The answer was never given');
    });
    await expect(failing).rejects.toThrow('never given');
    await read();
    expect(await lines()).toBe(1);
  });

  it('the lines of a page are looked at one by one', async () => {
    await read({ subjectPersonId: 'aino' });
    await unitOfWork.run(async ({ sql }) =>
      writeAudits(sql, [line({ subjectPersonId: 'aino' }), line({ subjectPersonId: 'ville' })]),
    );
    expect(await lines()).toBe(2);
  });

  it('at the same moment from several processes: each reading is covered', async () => {
    await Promise.all(Array.from({ length: 12 }, () => read()));
    const after = await lines();
    expect(after).toBeGreaterThanOrEqual(1);
    expect(after).toBeLessThanOrEqual(4);
    await read();
    expect(await lines()).toBe(after);
  });

  it('is found by the index, in a log of a hundred thousand lines', async () => {
    await own.dataSource.query(
      `INSERT INTO audit_event (institution_oid, at, actor_id, action, target_kind, target_id)
       SELECT '1.2', $1::timestamptz - n * interval '1 minute', 'p' || n % 500, 'list-own', 'application-list', 'own'
         FROM generate_series(1, 100000) AS n`,
      [clock.now()],
    );
    await own.dataSource.query('ANALYZE audit_event');
    const plan = await own.dataSource.query<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN SELECT true FROM audit_event e
        WHERE e.institution_oid = '1.2' AND e.actor_id = 'p7' AND e.action = 'list-own' AND e.target_id = 'own'
          AND e.at > $1::timestamptz - interval '10 minutes' AND e.at <= $1 AND e.action ~ '^(read|list|search)-' LIMIT 1`,
      [clock.now()],
    );
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('audit_event_reads');
  });
});
