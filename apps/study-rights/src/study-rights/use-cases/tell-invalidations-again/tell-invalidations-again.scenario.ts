import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { topicOf } from '#contracts';
import { dataSourceOptions, UnitOfWork } from '#messaging';
import { as, type Client, database, FrozenClock, readTopic, stack } from '#testing';
import { given, mitatoi, mitatoija, payload } from '../../../../test/koski.js';
import { givenStudyRight, invalidate } from '../../../../test/provider.js';
import { TOLD_AGAIN_AFTER_DAYS } from '../../domain/invalidation-told-again.js';
import { StudyRightHistoryRepository } from '../../persistence/study-right-history.repository.js';
import { StudyRightRepository } from '../../persistence/study-right.repository.js';
import { persistence } from '../../../persistence/persistence.js';
import { TellInvalidationsAgain } from './tell-invalidations-again.use-case.js';

const RESTATED = 'study-rights.study-right-restated.v1';
const TOPIC = topicOf(RESTATED);
const DAY_MS = 86_400_000;

describe('publishing invalidations once more, for late readers of the topic', () => {
  let paivi: Client;
  let dataSource: DataSource;
  const now = new Date();
  beforeAll(async () => {
    paivi = await as('paivi');
    const settings = { DATABASE_URL: stack().databaseUrls['study-rights'], DATABASE_POOL_SIZE: 4 };
    dataSource = await new DataSource(dataSourceOptions(settings, persistence)).initialize();
  });
  afterAll(() => dataSource.destroy());

  /** One more process with the job. Its events wait for the relay of the stack. */
  async function process(clock = new FrozenClock(now)): Promise<void> {
    const unitOfWork = new UnitOfWork(dataSource, 'study-rights', clock, { wake: () => undefined });
    const job = new TellInvalidationsAgain(
      unitOfWork,
      clock,
      new StudyRightRepository(new StudyRightHistoryRepository()),
    );
    while (await job.execute());
  }

  async function invalidatedFor(days: number): Promise<{ oid: string; learner: string }> {
    const studyRight = await givenStudyRight(paivi);
    expect((await invalidate(paivi, studyRight.oid)).status).toBe(200);
    await ageTo(days, studyRight.oid);
    return studyRight;
  }

  async function ageTo(days: number, oid: string): Promise<void> {
    const at = new Date(now.getTime() - days * DAY_MS);
    await database('study-rights').query('UPDATE study_right SET updated_at = $2 WHERE oid = $1', [oid, at]);
  }

  async function publishedAgain(oids: readonly string[]): Promise<number[]> {
    const { rows } = await database('study-rights').query<{ oid: string; times: number }>(
      `SELECT aggregateid AS oid, count(*)::int AS times FROM outbox WHERE type = $1 AND aggregateid = ANY ($2) GROUP BY 1`,
      [RESTATED, oids],
    );
    return oids.map((oid) => rows.find((row) => row.oid === oid)?.times ?? 0);
  }

  it('[R161] one of 20 days ago is published once more, and never again; a younger one, and one in force, are not', async () => {
    const inForce = await givenStudyRight(paivi);
    await ageTo(TOLD_AGAIN_AFTER_DAYS + 400, inForce.oid);
    const young = await invalidatedFor(TOLD_AGAIN_AFTER_DAYS - 0.01);
    const due = await invalidatedFor(TOLD_AGAIN_AFTER_DAYS);
    const past = await invalidatedFor(TOLD_AGAIN_AFTER_DAYS + 1000);
    const all = [inForce, young, due, past].map(({ oid }) => oid);
    await Promise.all([process(), process(), process()]);
    await process();
    expect(await publishedAgain(all)).toEqual([0, 0, 1, 1]);

    const record = await readTopic<object>(
      TOPIC.name,
      ({ key, headers }) => key === due.oid && headers['ce_type']?.endsWith(RESTATED) === true,
    );
    expect(record.body).toMatchObject({
      studyRightId: due.oid,
      learnerId: due.learner,
      version: 2,
      state: 'mitatoity',
      live: false,
      invalidated: true,
    });

    await process(new FrozenClock(new Date(now.getTime() + DAY_MS)));
    expect(await publishedAgain(all)).toEqual([0, 1, 1, 1]);
  });

  it('[R161] of one that invalidation erased, that it was there and whose it was', async () => {
    const { oid, learner } = await given(payload('vst-vapaatavoitteinen'));
    expect((await mitatoi(mitatoija, oid)).status).toBe(200);
    await ageTo(TOLD_AGAIN_AFTER_DAYS, oid);
    await process();
    const record = await readTopic<object>(
      TOPIC.name,
      ({ key, headers }) => key === oid && headers['ce_type']?.endsWith(RESTATED) === true,
    );
    expect(record.body).toMatchObject({
      studyRightId: oid,
      learnerId: learner,
      invalidated: true,
      programmeCode: null,
    });
  });

  it('the topic still has the first event when the second comes', () => {
    expect(Number(TOPIC.config['retention.ms'])).toBeGreaterThan(TOLD_AGAIN_AFTER_DAYS * DAY_MS);
  });
});
