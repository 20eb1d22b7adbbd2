import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceName } from '#contracts';
import { as, closeTesting, database, eventually, readTopic, stack, topicMessages } from '#testing';
import { DEMO, demoPerson } from '#testing/demo';
import { partInput, sentApplication } from '../apps/decisions/test/driving.js';
import { APPLICATION_STORY } from './stories/application-story.js';
import { noFindings } from './stories/findings.js';
import { Outside } from './stories/outside.js';
import { STUDY_RIGHT_STORY } from './stories/study-right-story.js';
import { type Disagreement, disagreements } from './agreement.js';

const execute = promisify(execFile);
const findings = noFindings();
const applicationId = () => findings.applicationId ?? 'none';
const studyRightId =
  DEMO.studyRights.find((right) => right.studentId === demoPerson('aino').personId)?.studyRightId ?? '';

async function one<R extends object>(
  service: ServiceName,
  statement: string,
  ...values: unknown[]
): Promise<R | undefined> {
  const { rows } = await database(service).query<R>(statement, values);
  return rows[0];
}

/** The owner's digest of this moment has been published and every consumer has compared its copies with it. */
async function digest(owner: ServiceName, consumers: readonly ServiceName[], topic: string): Promise<void> {
  const seen = await topicMessages(topic);
  const before = (await one<{ at: Date }>(owner, 'SELECT last_run_at AS at FROM digest_run'))?.at ?? new Date(0);
  await execute(process.execPath, ['dist/scripts/operator.js', 'rebuild', owner, '--digest']);
  await eventually('the digest is published', async () => {
    const state = await one<{ at: Date; waiting: number }>(
      owner,
      `SELECT last_run_at AS at, (SELECT count(*)::int FROM outbox WHERE published_at IS NULL) AS waiting FROM digest_run`,
    );
    return state !== undefined && state.at > before && state.waiting === 0;
  });
  const { rows } = await database(owner).query<{ id: string }>(
    `SELECT id FROM outbox WHERE topic = $1 ORDER BY seq DESC LIMIT 20`,
    [topic],
  );
  const newest = rows[0]?.id;
  await eventually('it is on the topic', async () => seen.some(({ headers }) => headers['ce_id'] === newest));
  for (const consumer of consumers) {
    await eventually(`${consumer} has compared`, async () => {
      return one(consumer, `SELECT 1 FROM inbox WHERE consumer = $1 AND message_id = $2`, consumer, newest);
    });
  }
}

/** A later digest than the one that raised the suspicion; nearer ones are not trusted. */
async function laterDigest(...of: Parameters<typeof digest>): Promise<void> {
  const wait = performance.now() + 6000;
  await eventually('clocks agree on later', async () => performance.now() > wait, 15_000);
  await digest(...of);
}

/** The drift that a service has noted for a row of a copy. */
async function drift(service: ServiceName, id: string | undefined): Promise<'none' | 'suspected' | 'confirmed'> {
  const row = await one<{ confirmed: boolean }>(
    service,
    `SELECT confirmed_at IS NOT NULL AS confirmed FROM drift WHERE id = $1`,
    id,
  );
  return row === undefined ? 'none' : row.confirmed ? 'confirmed' : 'suspected';
}

async function metric(service: ServiceName, copy: string): Promise<number> {
  const text = await (await fetch(stack().metricsUrls[service])).text();
  return Number(new RegExp(`^copies_drifted_rows\\{copy="${copy}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? NaN);
}

/** Other tests of this stack publish facts without an owner: only those of this test count. */
async function mine(): Promise<Disagreement[]> {
  const ids = [applicationId(), ...findings.decisionIds.values(), ...(findings.partIds ?? []), studyRightId];
  const all = await disagreements(async (service, statement) => (await database(service).query(statement)).rows);
  return all.filter(({ id }) => ids.some((known) => id.endsWith(`/${known}`)));
}

beforeAll(async () => {
  const outside = new Outside();
  for (const { run } of [...APPLICATION_STORY, ...STUDY_RIGHT_STORY]) await run(outside, findings);
}, 240_000);

afterAll(() => closeTesting());

describe('copies and their owners', () => {
  it('agree in all five databases when the story is over, and damage done to one shows', async () => {
    await eventually('they agree', async () => (await mine()).length === 0, 60_000);
    await database('decisions').query(`UPDATE case_part SET handler_id = NULL, round = 9 WHERE application_id = $1`, [
      applicationId(),
    ]);
    const found = await mine();
    expect(found.map(({ about }) => about)).toContain(
      'parts of applications and of cases, where nothing unpublished has happened since',
    );
    // The digest has only versions: such damage is for the rebuild.
    await execute(process.execPath, ['dist/scripts/operator.js', 'rebuild', 'decisions', 'cases']);
    expect(await mine()).toEqual([]);
  }, 240_000);

  it('rows that are lost, behind or ahead are suspected by one digest, confirmed and reported by the next, and published again by their owner', async () => {
    const round = ['study-rights', ['applications', 'decisions'], 'study-rights.digest.v1'] as const;
    const ids = DEMO.studyRights.map((right) => right.studyRightId).slice(0, 3);
    const rows = async () =>
      (
        await database('applications').query(
          `SELECT t::text FROM study_right_copy t WHERE study_right_id = ANY ($1) ORDER BY study_right_id`,
          [ids],
        )
      ).rows;
    const drifts = () => Promise.all(ids.map((id) => drift('applications', id)));
    const sound = await rows();
    expect(sound).toHaveLength(3);
    const where = 'WHERE study_right_id = $1';
    await database('applications').query(`DELETE FROM study_right_copy ${where}`, [ids[0]]);
    await database('applications').query(`UPDATE study_right_copy SET version = 0, live = NOT live ${where}`, [ids[1]]);
    await database('applications').query(`UPDATE study_right_copy SET version = 999, learner_id = '' ${where}`, [
      ids[2],
    ]);

    await digest(...round);
    expect(await drifts()).toEqual(['suspected', 'suspected', 'suspected']);
    await laterDigest(...round);
    expect(await drifts()).toEqual(['confirmed', 'confirmed', 'confirmed']);
    await eventually('the metric shows it', async () => (await metric('applications', 'study-rights')) >= 3);
    await eventually('the rows are sound again', async () => JSON.stringify(await rows()) === JSON.stringify(sound));
    await digest(...round);
    expect(await drifts()).toEqual(['none', 'none', 'none']);
    expect(await drift('decisions', ids[0])).toBe('none');
  }, 240_000);

  it('a case that has drifted is published again as a whole, and nothing but its copy reacts', async () => {
    const round = ['applications', ['decisions'], 'applications.digest.v1'] as const;
    const messages = async () => one<{ n: number }>('notifications', 'SELECT count(*)::int AS n FROM message');
    const applicationCase = async () =>
      one<object>(
        'decisions',
        `SELECT c.*, (SELECT json_agg(p ORDER BY part_id) FROM case_part p WHERE p.application_id = c.application_id) AS parts
        FROM application_case c WHERE application_id = $1`,
        applicationId(),
      );
    const [sound, before] = [await applicationCase(), await messages()];
    await database('decisions').query(`DELETE FROM case_part WHERE application_id = $1`, [applicationId()]);
    await database('decisions').query(
      `UPDATE application_case SET version = 1, state = 'SENT' WHERE application_id = $1`,
      [applicationId()],
    );

    await digest(...round);
    await laterDigest(...round);
    expect(await drift('decisions', applicationId())).toBe('confirmed');
    await eventually(
      'the case is whole again',
      async () => JSON.stringify(await applicationCase()) === JSON.stringify(sound),
    );
    expect(await messages()).toEqual(before);
    await digest(...round);
    expect(await drift('decisions', applicationId())).toBe('none');
  }, 240_000);

  it('[R96] a lost entry of the bank comes back under its key, once it is of an earlier month', async () => {
    const round = ['decisions', ['recognition-bank'], 'decisions.precedent-digest.v1'] as const;
    const decisionId = findings.decisionIds.get(1);
    const recorded = await one<{ bank_key: string }>(
      'decisions',
      `SELECT bank_key FROM decision WHERE id = $1`,
      decisionId,
    );
    const key = recorded?.bank_key;
    const published = async () =>
      (await topicMessages(round[2])).some(({ body }) => JSON.stringify(body).includes(String(key)));
    const entry = () =>
      one<{ basis_name: string }>(
        'recognition-bank',
        `SELECT basis_name, credits_granted FROM precedent WHERE bank_key = $1`,
        key,
      );
    const sound = await entry();
    await database('recognition-bank').query(`DELETE FROM precedent WHERE bank_key = $1`, [key]);
    await database('decisions').query(
      `UPDATE decision SET recorded_at = recorded_at - interval '40 days' WHERE id = $1`,
      [decisionId],
    );
    expect(await published()).toBe(false);

    await digest(...round);
    await laterDigest(...round);
    expect(await eventually('the entry is back', entry)).toEqual(sound);
    const { headers } = await readTopic(round[2], ({ body }) => JSON.stringify(body).includes(String(key)));
    expect(headers).not.toHaveProperty('ce_time');
    await digest(...round);
    expect(await drift('recognition-bank', key)).toBe('none');
  }, 240_000);

  it('an event that cannot be followed changes nothing, and is answered by the whole application', async () => {
    const { applicationId: id } = await sentApplication(partInput());
    await eventually('the case is known', async () =>
      one('decisions', `SELECT 1 FROM application_case WHERE application_id = $1`, id),
    );
    await database('decisions').query(`DELETE FROM case_part WHERE application_id = $1`, [id]);
    await database('decisions').query(`DELETE FROM application_case WHERE application_id = $1`, [id]);

    const hanna = await as('hanna');
    await hanna.post(`/api/applications/v1/applications/${id}/start-processing`, {});
    const parts = await eventually('the case is there, in processing, with all its content', async () => {
      const { status, body } = await hanna.get<{ parts?: { state: string; bases: { name: string }[] }[] }>(
        `/api/decisions/v1/cases/${id}`,
      );
      return status === 200 && body.parts;
    });
    expect(parts).toMatchObject([{ state: 'IN_PROCESS', bases: [{ name: 'Scrum Master' }] }]);
    expect(await one('decisions', `SELECT 1 FROM parked_key WHERE key = $1`, id)).toBeUndefined();
  });
});
