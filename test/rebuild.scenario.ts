import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EventBodies, SERVICES, type ServiceName } from '#contracts';
import { closeTesting, database, eventually, publish } from '#testing';
import { DEMO } from '#testing/demo';
import { APPLICATION_STORY } from './stories/application-story.js';
import { noFindings } from './stories/findings.js';
import { Outside } from './stories/outside.js';
import { copiesOf } from '../apps/operator/src/copies.js';
import { setRights } from '../apps/applications/test/rights.js';
import { aSentApplication } from '../apps/applications/test/driving.js';
import { addKeyword, retireAll } from '../apps/recognition-bank/test/codeset.js';

const UNIVERSITY = '1.2.246.562.10.10000000001';
const PROGRAM = ['--enable-source-maps', 'dist/scripts/operator.js', 'rebuild'];
const execute = promisify(execFile);

/** Damage of every kind that the tables allow: changed values, and rows that are gone. */
const DAMAGE: Readonly<Record<ServiceName, readonly string[]>> = {
  applications: [
    `UPDATE person_copy SET first_name = 'X', roles = '{}' WHERE NOT forgotten`,
    `DELETE FROM course_copy WHERE course_code > 'TKT-103'`,
    `UPDATE degree_programme_copy SET version = 0`,
    `UPDATE study_right_copy SET live = NOT live`,
    `DELETE FROM guidance_copy`,
    `UPDATE enrolment_copy SET status = 'X'`,
    `UPDATE study_plan_copy SET studies = '[]'`,
    `UPDATE organisation_copy SET version = 0`,
  ],
  decisions: [
    `DELETE FROM case_part`,
    `UPDATE application_case SET state = 'X', version = 1`,
    `UPDATE course_copy SET credits = 1`,
    `DELETE FROM programme_copy`,
    `DELETE FROM study_right_copy`,
    `UPDATE staff_copy SET name = 'X' WHERE NOT forgotten`,
    `UPDATE student_copy SET name = 'X' WHERE NOT forgotten`,
    `UPDATE keyword_copy SET version = 0`,
    `UPDATE rights_matrix_copy SET granted = '{"make-decision": {}}'`,
  ],
  notifications: [
    `UPDATE person SET email = NULL`,
    `DELETE FROM institution`,
    `DELETE FROM waiting_part`,
    `UPDATE waiting_application SET version = 0, state = 'X'`,
  ],
  'recognition-bank': [`UPDATE precedent SET credits_granted = 99`],
  'study-rights': [`UPDATE higher_education_study_right SET version = 0, data = '{}'`],
};

/** Events that a rebuild must never publish. */
const OTHER_THAN_QUESTIONS = `FROM outbox WHERE type NOT LIKE '%.republish-requested.v1'`;

/** The command as an operator runs it. */
async function rebuild(...words: string[]): Promise<{ code: number; said: string }> {
  try {
    const { stdout, stderr } = await execute(process.execPath, [...PROGRAM, ...words]);
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

/**
 * What systems publish about institutions that live in one test only need not keep to the keys, and so to the order, that
 * the contracts promise.
 */
const INSTITUTIONS = DEMO.institutions.map(({ oid }) => oid);

/** Everything in the copies of a service, with the definition of its tables down to the names of indexes. */
async function everythingIn(service: ServiceName): Promise<Record<string, unknown>> {
  const tables = (await copiesOf(service)).flatMap((copy) => copy.tables);
  const found: Record<string, unknown> = {};
  for (const table of tables) {
    const { rows } = await database(service).query<{ row: string }>(
      `SELECT t::text AS row FROM ${table} t WHERE institution_oid = ANY ($1) ORDER BY 1`,
      [INSTITUTIONS],
    );
    const { rows: definition } = await database(service).query(
      `SELECT indexdef AS part FROM pg_indexes WHERE schemaname = 'public' AND tablename = $1
       UNION SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
              WHERE conrelid = $1::regclass OR confrelid = $1::regclass
       UNION SELECT column_name || coalesce(column_default, '') || is_generated || is_nullable
               FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY 1`,
      [table],
    );
    found[table] = { rows: rows.map(({ row }) => row), definition };
  }
  return found;
}

async function count(service: ServiceName, statement: string, values: unknown[] = []): Promise<number> {
  const { rows } = await database(service).query<{ n: string }>(`SELECT count(*) AS n ${statement}`, values);
  return Number(rows[0]?.n);
}

function aPerson(personId: string, version: number): EventBodies['university.person-published.v1'] {
  const name = { firstName: `Tero ${version}`, lastName: 'Testaaja', email: null, language: 'fi' as const };
  return { institutionOid: UNIVERSITY, personId, version, ...name, roles: ['STUDENT'], programmeCodes: [] };
}

async function publishPerson(personId: string, version: number): Promise<void> {
  await publish('university.person-published.v1', personId, UNIVERSITY, aPerson(personId, version));
}

async function versionOf(personId: string): Promise<number | undefined> {
  const { rows } = await database('applications').query<{ version: number }>(
    `SELECT version FROM person_copy WHERE institution_oid = $1 AND person_id = $2`,
    [UNIVERSITY, personId],
  );
  return rows[0]?.version;
}

let applicationId = '';

beforeAll(async () => {
  const outside = new Outside();
  const findings = noFindings();
  for (const { run } of APPLICATION_STORY) await run(outside, findings);
  applicationId = findings.applicationId ?? '';
  // The services still talk about the recording when the story is over.
  const unhandled = `FROM application_part WHERE application_id = $1 AND state <> 'HANDLED'`;
  await eventually(
    'all is handled',
    async () => (await count('applications', unhandled, [findings.applicationId])) === 0,
  );
  const { id: waitingId } = await aSentApplication();
  const waits = `FROM waiting_part WHERE application_id = $1`;
  await eventually(
    'notifications knows what waits',
    async () => (await count('notifications', waits, [waitingId])) > 0,
  );
  const { code } = await addKeyword({ fi: `uudelleen ${randomUUID().slice(0, 8)}` });
  await retireAll();
  const retired = `FROM keyword_copy WHERE institution_oid = $1 AND code = $2 AND state = 'RETIRED'`;
  await eventually(
    'decisions knows the keyword',
    async () => (await count('decisions', retired, [UNIVERSITY, code])) === 1,
  );
  const { version } = await setRights({});
  const copied = 'FROM rights_matrix_copy WHERE institution_oid = $1 AND version = $2';
  await eventually(
    'decisions knows the rights matrix',
    async () => (await count('decisions', copied, [UNIVERSITY, version])) === 1,
  );
  for (const service of SERVICES) {
    await eventually(
      'all is published',
      async () => (await count(service, 'FROM outbox WHERE published_at IS NULL')) === 0,
    );
  }
}, 180_000);

afterAll(() => closeTesting());

describe('a copy of what others own', () => {
  it.each(SERVICES)(
    '%s: damaged in every table, it is built from Kafka as it was, under its old names, and nothing is published',
    async (service) => {
      const before = await everythingIn(service);
      for (const statement of DAMAGE[service]) await database(service).query(statement);
      const damaged = await everythingIn(service);
      for (const [table, content] of Object.entries(before))
        expect([table, damaged[table]]).not.toEqual([table, content]);

      const compared = await rebuild(service, '--all', '--check');
      expect(compared).toMatchObject({ code: 0, said: expect.stringMatching(/rows changed|added/) });
      expect(await everythingIn(service)).toEqual(damaged);

      const published = await count(service, OTHER_THAN_QUESTIONS);
      const done = await rebuild(service, '--all');
      expect(done).toMatchObject({ code: 0, said: expect.stringContaining('swapped in') });
      expect(await everythingIn(service)).toEqual(before);
      // Owners are asked for what other tests have left incomplete, and for nothing of the story.
      expect(await count(service, OTHER_THAN_QUESTIONS)).toBe(published);
      expect(await count(service, `FROM outbox WHERE payload->'ids' ? $1`, [applicationId])).toBe(0);
      expect(await rebuild(service, '--all', '--check')).not.toMatchObject({
        said: expect.stringContaining('changed'),
      });
    },
    120_000,
  );

  it('is swapped while the service goes on taking in events, and none of them is missing afterwards', async () => {
    const people = Array.from({ length: 40 }, () => randomUUID());
    let version = 0;
    let over = false;
    const publishing = (async () => {
      while (!over) {
        version += 1;
        for (const personId of people) await publishPerson(personId, version);
      }
    })();
    await eventually('the first are known', async () => (await versionOf(people[0] ?? '')) !== undefined);
    const rebuilds = [await rebuild('applications', 'persons'), await rebuild('applications', 'persons')];
    over = true;
    await publishing;
    expect(rebuilds).toMatchObject([{ code: 0 }, { code: 0 }]);
    for (const personId of people) {
      await eventually(`the last version (${version})`, async () => (await versionOf(personId)) === version);
    }
  }, 120_000);

  it('stays when the rebuild is interrupted, and the next one begins afresh', async () => {
    const personId = randomUUID();
    for (let version = 1; version <= 200; version++) await publishPerson(personId, version);
    const child: ChildProcess = spawn(process.execPath, [...PROGRAM, 'applications', 'persons'], { stdio: 'ignore' });
    await eventually('the new tables are there', async () => {
      return (await count('applications', `FROM pg_namespace WHERE nspname = 'rebuild_persons'`)) === 1;
    });
    const before = await count('applications', 'FROM person_copy');
    child.kill('SIGKILL');
    await publishPerson(personId, 201);
    await eventually('the service goes on', async () => (await versionOf(personId)) === 201);
    expect(await count('applications', 'FROM person_copy')).toBeGreaterThanOrEqual(before);

    await eventually('its lock is free again', async () => {
      return (
        (await count(
          'applications',
          `FROM pg_locks WHERE locktype = 'advisory' AND objid = hashtext('rebuild persons')::bigint & 4294967295`,
        )) === 0
      );
    });
    expect(await rebuild('applications', 'persons')).toMatchObject({ code: 0 });
    expect(await versionOf(personId)).toBe(201);
    expect(
      await count('applications', `FROM pg_namespace WHERE nspname LIKE 'rebuild%' OR nspname LIKE 'retired%'`),
    ).toBe(0);
  }, 120_000);

  it('keeps rows that Kafka has no records of (any more), and says so', async () => {
    const studyRightId = `old-${randomUUID()}`;
    await database('applications').query(
      `INSERT INTO study_right_copy (institution_oid, study_right_id, version, learner_id, kind, live)
       VALUES ($1, $2, 1, 'somebody', 'VOCATIONAL', true)`,
      [UNIVERSITY, studyRightId],
    );
    // Its later history is still there, the beginning is not.
    await publish('study-rights.study-right-invalidated.v1', studyRightId, UNIVERSITY, {
      ...{ institutionOid: UNIVERSITY, studyRightId, version: 2, reason: 'NEVER_STARTED', channel: 'REQUEST' },
      invalidatedOn: '2026-01-01',
    });
    const invalidated = () =>
      count('applications', 'FROM study_right_copy WHERE study_right_id = $1 AND invalidated AND version = 2', [
        studyRightId,
      ]);
    await eventually('it is invalidated', async () => (await invalidated()) === 1);

    expect(await rebuild('applications', 'study-rights')).toMatchObject({
      code: 0,
      said: expect.stringContaining('1 rows are kept although Kafka does not tell of them'),
    });
    expect(await invalidated()).toBe(1);
    expect(await rebuild('applications', 'study-rights', '--drop-unknown', '--yes')).toMatchObject({
      code: 1,
      said: expect.stringContaining('rows it does not tell of are never dropped'),
    });
    expect(await invalidated()).toBe(1);
    await database('applications').query(`DELETE FROM study_right_copy WHERE study_right_id = $1`, [studyRightId]);
  }, 60_000);

  it('asks the owner, as the live consumer does, for what cannot be understood without earlier events', async () => {
    const studyRightId = `unknown-${randomUUID()}`;
    const questions = () =>
      count('applications', `FROM outbox WHERE type = 'applications.republish-requested.v1' AND payload->'ids' ? $1`, [
        studyRightId,
      ]);
    await publish('study-rights.study-right-invalidated.v1', studyRightId, UNIVERSITY, {
      ...{ institutionOid: UNIVERSITY, studyRightId, version: 2, reason: 'NEVER_STARTED', channel: 'REQUEST' },
      invalidatedOn: '2026-01-01',
    });
    await eventually('the live consumer asks', async () => (await questions()) === 1);
    expect((await rebuild('applications', 'study-rights', '--check')).said).not.toContain('is asked');
    expect(await questions()).toBe(1);
    expect((await rebuild('applications', 'study-rights')).said).toContain('the owner is asked for the state of');
    expect(await questions()).toBe(2);
    await eventually('it is published', async () => {
      return (
        (await count('applications', `FROM outbox WHERE payload->'ids' ? $1 AND published_at IS NULL`, [
          studyRightId,
        ])) === 0
      );
    });
  }, 60_000);

  it('loses rows that no system ever published, when its topics keep everything and the operator says so', async () => {
    const personId = randomUUID();
    await database('applications').query(
      `INSERT INTO person_copy (institution_oid, person_id, version, first_name, last_name, roles)
       VALUES ($1, $2, 1, 'Nobody', 'Nowhere', '{}')`,
      [UNIVERSITY, personId],
    );
    expect((await rebuild('applications', 'persons')).said).toContain('1 rows are kept');
    expect(await versionOf(personId)).toBe(1);
    expect(await rebuild('applications', 'persons', '--drop-unknown')).toMatchObject({ code: 2 });
    expect(await versionOf(personId)).toBe(1);
    const dropped = await rebuild('applications', 'persons', '--drop-unknown', '--yes');
    expect(dropped.said).toContain(`missing ${UNIVERSITY}/${personId}`);
    expect(dropped.said).not.toContain('Nowhere');
    expect(await versionOf(personId)).toBeUndefined();
  }, 60_000);

  it.each([
    [['nobody', '--all'], 'is no service'],
    [['applications', 'nothing'], 'has these copies: persons'],
    [['applications'], 'has these copies'],
    [['applications', '--al'], "Unknown option '--al'. How it is used: rebuild --help"],
  ])('%j is refused with a sentence', async (words, sentence) => {
    expect(await rebuild(...words)).toMatchObject({ code: 2, said: expect.stringContaining(sentence) });
  });
});
