import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect } from '@jest/globals';
import { type EventBodies, goldenSamples, type ServiceName } from '#contracts';
import { closeTesting, database, eventually, outsideClient, publish, stack, topicMessages } from '#testing';
import { itWith, kcat, PYTHON_EXAMPLE, pythonOfExample, run } from './other-tools.js';

const ATTAINMENTS = 'decisions.attainment.v1';
const COURSES = 'university.course.v1';
const READERS_OF_COURSES: readonly ServiceName[] = ['applications', 'decisions'];
/** An institution that exists in this file only: nothing here meets the demo people's applications. */
const INSTITUTION = '1.2.246.562.10.88000000001';

const python = pythonOfExample();
const folder = mkdtempSync(join(tmpdir(), 'hyvaksiluku-examples-'));
const brokers = () => stack().kafkaBrokers.join(',');
const script = (name: string) => join(PYTHON_EXAMPLE, name);

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeTesting();
});

function aCourse(): EventBodies['university.course-published.v1'] {
  const [sample] = goldenSamples('university.course-published.v1').values();
  const body = sample as unknown as EventBodies['university.course-published.v1'];
  return { ...body, institutionOid: INSTITUTION, courseCode: `EX-${randomUUID().slice(0, 8)}` };
}

async function anAttainment(id: string, key: string = randomUUID(), sequence?: string): Promise<string> {
  const [sample] = goldenSamples('decisions.attainment-recorded.v1').values();
  const body = sample as unknown as EventBodies['decisions.attainment-recorded.v1'];
  const attainmentId = randomUUID();
  const changed = { ...body, institutionOid: INSTITUTION, attainmentId, applicationId: key };
  const differences = { id, ...(sequence !== undefined && { sequence }) };
  await publish('decisions.attainment-recorded.v1', key, INSTITUTION, changed, differences);
  return attainmentId;
}

/** Every service that reads courses has had its effect from this event. */
async function hasArrived(id: string): Promise<void> {
  for (const service of READERS_OF_COURSES) {
    await eventually(`the event in ${service}`, async () => {
      const { rowCount } = await database(service).query(
        'SELECT 1 FROM inbox WHERE consumer = $1 AND message_id = $2',
        [service, id],
      );
      return rowCount === 1;
    });
  }
}

/** Rows of a SQLite file, by the Python that the example runs on. */
async function rowsOf(command: string, file: string, query: string): Promise<unknown[][]> {
  const program =
    'import json,sqlite3,sys; print(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))';
  return JSON.parse((await run(command, ['-c', program, file, query])).stdout) as unknown[][];
}

describe('a client in Python that knows the published schemas only', () => {
  itWith(
    python,
    'takes over each attainment once, commits by hand, notes what it cannot read and goes on',
    async (command) => {
      const register = join(folder, `${randomUUID()}.sqlite`);
      const consume = async (group: string) => {
        const parameters = [script('consume.py'), '--brokers', brokers(), '--group', group, '--register', register];
        const { stdout, stderr, code } = await run(command, [...parameters, '--until-end']);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        return JSON.parse(stdout) as Record<string, number>;
      };
      const [id, group] = [randomUUID(), `register-${randomUUID()}`];
      await outsideClient().publishRaw(ATTAINMENTS, { key: randomUUID(), value: 'not an event', headers: {} });
      const attainmentId = await anAttainment(id);
      const first = await consume(group);
      expect(first['done']).toBeGreaterThan(0);
      expect(first['unreadable']).toBeGreaterThan(0);

      // Its offsets are where it left off: only records that were sent again arrive again.
      await anAttainment(id);
      expect(await consume(group)).toEqual({ done: 0, seen: 1, 'passed-over': 0, unreadable: 0 });

      // A former leader of the relay writes late: a record not above the highest number of its key is skipped.
      const [of, number] = [randomUUID(), (n: number) => String(n).padStart(19, '0')];
      const [second] = [
        await anAttainment(randomUUID(), of, number(2)),
        await anAttainment(randomUUID(), of, number(10)),
      ];
      const late = await anAttainment(randomUUID(), of, number(9));
      expect(await consume(group)).toEqual({ done: 2, seen: 1, 'passed-over': 0, unreadable: 0 });
      const known = await rowsOf(command, register, `SELECT id FROM attainment WHERE id IN ('${second}', '${late}')`);
      expect(known).toEqual([[second]]);

      // Another group reads everything from the beginning; the inbox knows it all.
      const again = await consume(`register-${randomUUID()}`);
      expect(again).toMatchObject({ done: 0, seen: Number(first['done']) + Number(first['seen']) + 1 + 3 });

      const rows = await rowsOf(command, register, `SELECT name, credits FROM attainment WHERE id = '${attainmentId}'`);
      expect(rows).toEqual([['Tietokantojen perusteet', 5]]);
    },
    60_000,
  );

  itWith(
    python,
    'publishes an inbound event that has its effect in every service that reads it, and does not send a broken one',
    async (command) => {
      const course = aCourse();
      const key = `${INSTITUTION}:${course.courseCode}`;
      const event = ['--type', 'university.course-published.v1', '--topic', COURSES, '--key', key];
      const fixed = ['--brokers', brokers(), ...event];
      const broken = await run(command, [script('publish.py'), ...fixed], JSON.stringify({ ...course, credits: -1 }));
      expect(broken.code).toBe(1);
      expect(broken.stderr).toContain('/credits breaks minimum');

      const { stdout, stderr } = await run(command, [script('publish.py'), ...fixed], JSON.stringify(course));
      expect(stderr).toBe('');
      const { id, partition } = JSON.parse(stdout) as { id: string; partition: number };
      await hasArrived(id);

      // The same key from a Node client lands on the same partition: the order within the key holds over both.
      await publish('university.course-published.v1', key, INSTITUTION, { ...course, version: 2 });
      const seen = await topicMessages(COURSES);
      const both = await eventually('both versions', async () => {
        const ofKey = seen.filter((message) => message.key === key);
        return ofKey.length === 2 && ofKey;
      });
      expect(both.map((message) => message.partition)).toEqual([partition, partition]);
    },
    60_000,
  );
});

describe('kcat', () => {
  itWith(
    kcat(),
    'publishes an event that has its effect, and reads it back with key and headers',
    async () => {
      const course = aCourse();
      const [file, id] = [join(folder, 'course.json'), randomUUID()];
      writeFileSync(file, JSON.stringify(course, null, 2));
      const here = `KAFKA_BROKERS=${brokers()}`;
      const published = await run('env', [here, 'docs/examples/kcat/publish-event.sh', file, id]);
      expect(published).toEqual({ code: 0, stdout: `${id}\n`, stderr: '' });
      await hasArrived(id);
      const { stdout } = await run('env', [here, 'docs/examples/kcat/read-topic.sh', COURSES]);
      const record = stdout.split('\n\n').find((text) => text.includes(id));
      expect(record).toMatch(new RegExp(`key ${INSTITUTION}:${course.courseCode}`));
      expect(record).toContain('ce_type=fi.hyvaksiluku.university.course-published.v1');
      expect(record).toContain(`"courseCode": "${course.courseCode}"`);
    },
    60_000,
  );
});
