import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { goldenSamples, recordKeyOf } from '#contracts';
import { type BehindProxy, openBehindProxy } from './behind-proxy.js';
import { event } from './workbench.js';

const PROCESSES = 4;
const EVENTS = 10_000;
const ANONYMOUS = 'decisions.precedent-released.v1';

const compiled = (file: string) => pathToFileURL(path.resolve('dist/libs/messaging', file)).href;

/** Appends events as a service does, in a process whose clock stands still and whose Math.random always begins alike. */
const PROGRAM = `
  Date.now = () => 1_790_000_000_000;
  let seed = 1;
  Math.random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const { DataSource } = await import('typeorm');
  const { UnitOfWork } = await import('${compiled('src/unit-of-work.js')}');
  const { schemaOptions } = await import('${compiled('bench/schema-options.js')}');
  const [url, events, count] = JSON.parse(process.argv[1]);
  const dataSource = await new DataSource(schemaOptions(url, 2)).initialize();
  const clock = { now: () => new Date(Date.now()) };
  const unitOfWork = new UnitOfWork(dataSource, 'decisions', clock, { wake: () => undefined });
  for (let n = 0; n < count; n += 1000) {
    await unitOfWork.run((tx) => tx.append(...Array.from({ length: 1000 }, (_, i) => events[i % events.length])));
  }
  await dataSource.destroy();`;

describe('ids of events', () => {
  let ground: BehindProxy;
  beforeAll(async () => {
    ground = await openBehindProxy();
  });
  afterAll(() => ground.close());

  it('are unique over processes with one clock and one seed, those in order of time and the anonymous ones', async () => {
    const [body] = goldenSamples(ANONYMOUS).values();
    const { institutionOid } = body as { institutionOid: string };
    const events = [
      event(randomUUID(), 'one'),
      { name: ANONYMOUS, key: recordKeyOf(ANONYMOUS, body), institutionOid, body },
    ];
    const argument = JSON.stringify([ground.databaseUrl, events, EVENTS]);
    const args = ['--input-type=module', '--eval', PROGRAM, argument];
    const run = promisify(execFile);
    await Promise.all(Array.from({ length: PROCESSES }, () => run(process.execPath, args)));
    const [row] = await ground.look(
      `SELECT count(*)::int AS rows, count(DISTINCT id)::int AS ids,
              count(*) FILTER (WHERE substr(id::text, 15, 1) = '7')::int AS v7,
              count(*) FILTER (WHERE substr(id::text, 15, 1) = '4')::int AS v4 FROM outbox`,
    );
    const all = PROCESSES * EVENTS;
    expect(row).toEqual({ rows: all, ids: all, v7: all / 2, v4: all / 2 });
  }, 180_000);
});
