import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { deadLetterTopic, type EventBodies, goldenSamples, type ServiceName, topicOf } from '#contracts';
import { closeTesting, database, eventually, outsideClient, stack, topicMessages } from '#testing';
import { demoEvents } from '../../scripts/launcher/demo-events.js';
import { itWith, kcat, PYTHON_EXAMPLE, pythonOfExample, run } from './other-tools.js';

const COURSES = 'university.course.v1';
const READERS_OF_COURSES: readonly ServiceName[] = ['applications', 'decisions'];
/** An institution that exists in this file only: nothing here meets the demo people's applications. */
const INSTITUTION = '1.2.246.562.10.88000000002';
const PUBLISHED = 'university.course-published.v1';

const python = pythonOfExample();
const folder = mkdtempSync(join(tmpdir(), 'hyvaksiluku-answers-'));
const brokers = () => stack().kafkaBrokers.join(',');

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await closeTesting();
});

function aCourse(): EventBodies[typeof PUBLISHED] {
  const [sample] = goldenSamples(PUBLISHED).values();
  const body = sample as unknown as EventBodies[typeof PUBLISHED];
  return { ...body, institutionOid: INSTITUTION, courseCode: `AN-${randomUUID().slice(0, 8)}` };
}

/** A course as published by a system that does not check what it sends. */
async function sendUnchecked(course: object, key: string): Promise<string> {
  const id = randomUUID();
  const headers = { ce_specversion: '1.0', ce_id: id, ce_type: `fi.hyvaksiluku.${PUBLISHED}`, ce_source: '/registry' };
  await outsideClient().publishRaw(COURSES, { key, value: JSON.stringify(course), headers });
  return id;
}

/** The letters of one event, one from each service that reads its topic. */
async function lettersOf(id: string) {
  return Promise.all(
    READERS_OF_COURSES.map(async (service) => {
      const letters = await topicMessages(deadLetterTopic(COURSES, service));
      return eventually(`the letter of ${service}`, async () => letters.find(({ headers }) => headers['ce_id'] === id));
    }),
  );
}

describe('the sender of an event that has no effect', () => {
  itWith(
    python,
    'reads id, key and reason of each service that refused it, corrects it, and it has its effect',
    async (command) => {
      const group = `university.${randomUUID()}`;
      const answers = async (): Promise<Record<string, unknown>[]> => {
        const script = join(PYTHON_EXAMPLE, 'answers.py');
        const parameters = ['--brokers', brokers(), '--institution', INSTITUTION, '--group', group, '--once'];
        const { code, stdout, stderr } = await run(command, [script, ...parameters]);
        expect({ code, stderr }).toEqual({
          code: 0,
          stderr: expect.stringMatching(/^\d+ new letters on \d+ topics\.\n$/),
        });
        const lines = stdout.split('\n').filter((line) => line !== '');
        return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      };
      const course = aCourse();
      const key = `${INSTITUTION}:${course.courseCode}`;
      const id = await sendUnchecked({ ...course, credits: -1 }, key);
      await lettersOf(id);

      const mine = (await answers()).filter((answer) => answer['id'] === id);
      expect(mine.map(({ consumer }) => consumer).sort()).toEqual([...READERS_OF_COURSES].sort());
      for (const answer of mine) {
        expect(answer).toMatchObject({ key, topic: COURSES, institution: INSTITUTION, failure: 'unreadable' });
        expect(answer).toMatchObject({ code: 'schema-violation', detail: '/credits must be >= 0' });
        expect(answer['next']).toContain('same key, higher version, new id');
        expect(JSON.stringify(answer)).not.toContain(course.name.fi);
      }

      const publish = [join(PYTHON_EXAMPLE, 'publish.py'), '--brokers', brokers(), '--type', PUBLISHED];
      const corrected = await run(command, publish, JSON.stringify({ ...course, version: course.version + 1 }));
      expect(corrected.stderr).toBe('');
      const again = JSON.parse(corrected.stdout) as { id: string };
      for (const service of READERS_OF_COURSES) {
        await eventually(`the corrected course in ${service}`, async () => {
          const { rowCount } = await database(service).query('SELECT 1 FROM inbox WHERE message_id = $1', [again.id]);
          return rowCount === 1;
        });
      }
      // The group remembers what has been printed; the corrected event has no letter.
      expect(await answers()).toEqual([]);
    },
    60_000,
  );

  it('finds on a letter its own record and the history of its failure, and nothing else', async () => {
    const course = { ...aCourse(), credits: -1 };
    const letters = await lettersOf(await sendUnchecked(course, `${INSTITUTION}:${course.courseCode}`));
    for (const letter of letters) {
      expect(letter.body).toEqual(course);
      const ours = Object.keys(letter.headers).filter((name) => !name.startsWith('ce_'));
      expect(ours.sort()).toEqual([
        'dlt-attempts',
        'dlt-code',
        'dlt-consumer',
        'dlt-detail',
        'dlt-failure',
        'dlt-first-failure',
        'dlt-last-failure',
        'dlt-original-offset',
        'dlt-original-partition',
        'dlt-original-time',
        'dlt-original-topic',
      ]);
    }
  });
});

describe('publish.py', () => {
  const check = (command: string, type: string, body: unknown, ...more: string[]) =>
    run(command, [join(PYTHON_EXAMPLE, 'publish.py'), '--check', '--type', type, ...more], JSON.stringify(body));

  itWith(
    python,
    'computes topic and key of every event that systems outside publish',
    async (command) => {
      // One of each: the virta and HOKS transfers are not among the demo events, their samples are.
      const demo = new Map(demoEvents(1).map((event) => [event.name, event] as const));
      for (const { name, key, body } of demo.values()) {
        const { stdout, stderr } = await check(command, name, body);
        expect([name, stderr]).toEqual([name, '']);
        expect([name, JSON.parse(stdout)]).toEqual([name, { topic: topicOf(name).name, key }]);
      }
      const samples = {
        'national.hoks-sent.v1': '/hoks/opiskeluoikeus-oid',
        'national.virta-study-rights-sent.v1': '/institutionOid',
      } as const;
      for (const [name, place] of Object.entries(samples) as [keyof typeof samples, string][]) {
        const [body] = goldenSamples(name).values();
        const at = (value: unknown, step: string): unknown => (value as Record<string, unknown>)[step];
        const { stdout, stderr } = await check(command, name, body);
        expect([name, stderr]).toEqual([name, '']);
        const key = place.slice(1).split('/').reduce<unknown>(at, body);
        expect([name, JSON.parse(stdout)]).toEqual([name, { topic: topicOf(name).name, key }]);
      }
    },
    60_000,
  );

  itWith(
    python,
    'names the field that is missing or wrong, and refuses another key, another topic and a trailing line feed',
    async (command) => {
      const course = aCourse();
      const { gradeScale: _, ...incomplete } = course;
      const refused: [object, string[], string][] = [
        [incomplete, [], '/gradeScale breaks required: the field is missing'],
        [{ ...course, name: {} }, [], '/name/fi breaks required: the field is missing'],
        [{ ...course, credits: '5' }, [], '/credits breaks type: must be a number'],
        [{ ...course, kind: 'LECTURE' }, [], '/kind breaks enum: must be one of COURSE, MODULE'],
        [{ ...course, institutionOid: `${INSTITUTION}\n` }, [], '(it ends with a line feed)'],
        [{ ...course, version: Date.now() }, [], '/version is more than 2147483647'],
        [{ ...course, courseCode: '\0' }, [], 'the character U+0000'],
        [course, ['--key', course.courseCode], "the key of university.course-published.v1 is /institutionOid + ':' + "],
        [course, ['--topic', 'university.person.v1'], 'belongs on university.course.v1'],
      ];
      for (const [body, more, sentence] of refused) {
        const { code, stdout, stderr } = await check(command, PUBLISHED, body, ...more);
        expect({ sentence, code, stdout }).toEqual({ sentence, code: 1, stdout: '' });
        expect(stderr).toMatch(/^Not published: /);
        expect(stderr).toContain(sentence);
      }
      const ours = await check(command, 'decisions.decision-made.v1', {});
      expect(ours.stderr).toContain('systems outside publish university.institution-published.v1');
    },
    60_000,
  );
});

describe('publish-event.sh', () => {
  itWith(
    kcat(),
    'names the field that the key lacks',
    async () => {
      const { courseCode: _, ...incomplete } = aCourse();
      const file = join(folder, 'course.json');
      writeFileSync(file, JSON.stringify(incomplete, null, 2));
      const published = await run('env', [`KAFKA_BROKERS=${brokers()}`, 'docs/examples/kcat/publish-event.sh', file]);
      const stderr = `Not published: ${file} has no text /courseCode, and the key is made of it.\n`;
      expect(published).toEqual({ code: 1, stdout: '', stderr });
    },
    60_000,
  );
});
