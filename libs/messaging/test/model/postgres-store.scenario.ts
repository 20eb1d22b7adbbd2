import { afterAll, beforeAll } from '@jest/globals';
import { inboxSuite, outboxSuite } from '#messaging/testing';
import { InboxTable } from '../../src/consumer/inbox-table.js';
import { LeaderSession } from '../../src/relay/leader-session.js';
import { Workbench } from '../workbench.js';

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
});
afterAll(() => bench.close());

outboxSuite('in PostgreSQL', () => ({
  unitOfWork: bench.unitOfWork(),
  lead: (events) => LeaderSession.open({ databaseUrl: bench.databaseUrl, applicationName: 'outbox-suite', ...events }),
  notify: () => void bench.dataSource.query('NOTIFY outbox'),
}));

inboxSuite('in PostgreSQL', () => ({
  inbox: new InboxTable(bench.unitOfWork(), 'applications'),
  effect: async ({ sql }, key, value) =>
    void (await sql.query('INSERT INTO effect (key, value) VALUES ($1, $2)', [key, value])),
  effectsOf: (key) => valuesOf('SELECT value FROM effect WHERE key = $1 ORDER BY n', key),
  lettersOf: (key) => valuesOf('SELECT failure AS value FROM dead_letter WHERE key = $1 ORDER BY id', key),
}));

async function valuesOf(statement: string, key: string): Promise<string[]> {
  const rows = await bench.dataSource.query<{ value: string }[]>(statement, [key]);
  return rows.map(({ value }) => value);
}
