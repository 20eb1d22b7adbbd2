import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect } from '@jest/globals';
import { type EventName, goldenSamples, recordKeyOf, type ServiceName, topicOf } from '#contracts';
import { cloudEventMessage } from '#messaging';
import { closeTesting, database, eventually, stack } from '#testing';
import { itWith, javaCompiler, pythonOfExample, run } from './other-tools.js';

const CODECS = ['gzip', 'snappy', 'lz4', 'zstd'];
/** What each service reads from outside, or from another service where it reads nothing from outside. */
const READ: readonly (readonly [ServiceName, EventName])[] = [
  ['applications', 'university.person-published.v1'],
  ['decisions', 'university.course-published.v1'],
  ['notifications', 'university.institution-published.v1'],
  ['study-rights', 'university.study-right-published.v1'],
  ['recognition-bank', 'decisions.precedent-released.v1'],
];
const folder = mkdtempSync(join(tmpdir(), 'foreign-producers-'));

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeTesting();
});

/** A line for the producers, and the id that shows whether its event has been handled. */
function record(name: EventName): { line: string; id: string } {
  const [sample = {}] = goldenSamples(name).values();
  const id = randomUUID();
  const key = recordKeyOf(name, sample) ?? `foreign-${id}`;
  const institutionOid = String((sample as Record<string, unknown>)['institutionOid']);
  const source = topicOf(name).producer;
  const { headers, body } = cloudEventMessage(name, { id, source, key, institutionOid }, sample as never);
  const text = Object.entries(headers).map(([header, value]) => `${header}=${value}`);
  return { id, line: [topicOf(name).name, key, text.join('\u001f'), String(body)].join('\t') };
}

/** How many of these messages a service has handled or given up. */
async function dealtWith(service: ServiceName, ids: readonly string[]): Promise<number> {
  const { rows } = await database(service).query<{ n: string }>(
    `SELECT count(*) AS n FROM (SELECT message_id FROM inbox WHERE message_id = ANY ($1)
       UNION SELECT message_id FROM dead_letter WHERE message_id = ANY ($1)) AS dealt`,
    [ids],
  );
  return Number(rows[0]?.n);
}

const TOOLS = [
  {
    name: "Java's client",
    tool: javaCompiler(),
    start: (command: string, parameters: string[]) =>
      run(command, ['-cp', 'target/dependency/*', 'test/contracts/java/ForeignProducer.java', ...parameters]),
  },
  {
    name: 'librdkafka',
    tool: pythonOfExample(),
    start: (command: string, parameters: string[]) => run(command, ['test/contracts/produce.py', ...parameters]),
  },
];

describe.each(TOOLS)('records of $name', ({ tool, start }) => {
  async function write(command: string, codec: string, lines: readonly string[], transactionalId = '-') {
    const file = join(folder, randomUUID());
    writeFileSync(file, lines.join('\n') + '\n');
    const done = await start(command, [stack().kafkaBrokers.join(','), codec, transactionalId, file]);
    expect([done.code, done.stderr.split('\n').filter((line) => /exception|error/i.test(line))]).toEqual([0, []]);
  }

  for (const codec of CODECS) {
    itWith(
      tool,
      `are taken in by every service when they are compressed with ${codec}`,
      async (command) => {
        const records = READ.flatMap(([service, name]) => [1, 2, 3].map(() => ({ service, ...record(name) })));
        await write(
          command,
          codec,
          records.map(({ line }) => line),
        );
        for (const [service] of READ) {
          const ids = records.filter((one) => one.service === service).map(({ id }) => id);
          await eventually(`${service} has them`, async () => (await dealtWith(service, ids)) === 3, 60_000);
        }
      },
      150_000,
    );
  }

  itWith(
    tool,
    'have their effect when their transaction is committed, and none when it is aborted',
    async (command) => {
      const [service, name] = ['notifications', 'university.institution-published.v1'] as const;
      const [kept, dropped, last] = [1, 2, 3].map(() => [1, 2, 3].map(() => record(name))) as [
        { line: string; id: string }[],
        { line: string; id: string }[],
        { line: string; id: string }[],
      ];
      const lines = [...kept.map(({ line }) => line), 'commit', ...dropped.map(({ line }) => line), 'abort'];
      await write(command, 'lz4', [...lines, ...last.map(({ line }) => line), 'commit'], randomUUID());
      const ids = [...kept, ...last].map(({ id }) => id);
      await eventually('what was committed', async () => (await dealtWith(service, ids)) === 6, 60_000);
      const aborted = dropped.map(({ id }) => id);
      expect(await dealtWith(service, aborted)).toBe(0);
    },
    150_000,
  );
});
