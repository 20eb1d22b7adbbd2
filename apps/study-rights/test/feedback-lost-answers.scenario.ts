import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { addDays, finnishDay } from '#kernel';
import { dataSourceOptions, UnitOfWork } from '#messaging';
import { isUnavailable } from '#platform';
import { as, type Client, database, eventually, FrozenClock, stack, TcpProxy } from '#testing';
import { persistence } from '../src/persistence/persistence.js';
import { feedbackJob, untilNothingIsDue } from './feedback-job.js';
import { givenHoks, givenStudyRight } from './provider.js';
import { opiskeluoikeus } from './samples.js';

/** Later than the days of all other tests: what is due here is due nowhere else. */
const DAY = addDays(finnishDay(new Date()), 250);
const [LOCK, SAVE, APPEND, PUT_OFF] = [
  'decide-feedback-on-trigger-date',
  'INSERT INTO hoks_feedback',
  'outbox-insert',
  'attempts = attempts + 1',
];

/** The connection dies after PostgreSQL has executed a statement and before its answer arrives. */
describe('the feedback job, when an answer of the database is lost', () => {
  let paivi: Client;
  let proxy: TcpProxy;
  let dataSource: DataSource;
  const clock = new FrozenClock(new Date(`${DAY}T12:00:00Z`));
  const db = () => database('study-rights');
  beforeAll(async () => {
    paivi = await as('paivi');
    const url = new URL(stack().databaseUrls['study-rights']);
    proxy = await TcpProxy.listen(Number(url.port));
    url.hostname = '127.0.0.1';
    url.port = String(proxy.port);
    const settings = { DATABASE_URL: url.toString(), DATABASE_POOL_SIZE: 2 };
    dataSource = await new DataSource(dataSourceOptions(settings, persistence)).initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await proxy.close();
  });

  const job = () => feedbackJob(new UnitOfWork(dataSource, 'study-rights', clock, { wake: () => undefined }), clock);
  const given = async () => {
    const { oid, learner } = await givenStudyRight(paivi);
    return { oid, id: await givenHoks(paivi, { oid, learner }, { 'ensikertainen-hyvaksyminen': DAY }) };
  };
  /** How often a survey has been published and its audit event written, and what its row says. */
  const traces = async ({ oid, id }: { oid: string; id: number }) => {
    const { rows } = await db().query<{ published: number; audited: number; sent: boolean; attempts: number }>(
      `SELECT (SELECT count(*)::int FROM outbox WHERE aggregateid = $1 AND type = 'study-rights.feedback-decided.v1') AS published,
              (SELECT count(*)::int FROM audit_event WHERE action = 'trigger-feedback' AND target_id = $2::text) AS audited,
              sent_at IS NOT NULL AS sent, attempts FROM hoks_feedback WHERE hoks_id = $2::bigint AND survey = 'aloituskysely'`,
      [oid, id],
    );
    return rows[0];
  };
  const failing = async (said: readonly string[], answered: string): Promise<void> => {
    let isLost = false;
    void proxy.loseAnswer({ said, answered }).then(() => (isLost = true));
    const failure = await eventually('the job has its turn, and the answer is lost', async () => {
      const outcome: unknown = await job()
        .execute()
        .catch((error: unknown) => error);
      return isLost && { outcome };
    });
    expect(isUnavailable(failure.outcome)).toBe(true);
  };

  const turn = () => untilNothingIsDue(job, () => clock.now());

  const WAITS = { published: 0, audited: 0, sent: false, attempts: 0 };
  const PUBLISHED = { published: 1, audited: 1, sent: true, attempts: 0 };
  it.each([
    ['taking its turn', [LOCK], 'SELECT', WAITS],
    ['the decision', [SAVE], 'UPDATE', WAITS],
    ['the commit', [APPEND, 'COMMIT'], 'COMMIT', PUBLISHED],
  ])('[R172] that of %s: the survey is published once', async (_, said, answered, afterwards) => {
    const survey = await given();
    await failing(said, answered);
    expect(await traces(survey)).toEqual(afterwards);
    await turn();
    expect(await traces(survey)).toEqual(PUBLISHED);
    await turn();
    expect(await traces(survey)).toEqual(PUBLISHED);
  });

  const putOff = (attempts: number) => ({ ...WAITS, attempts });
  it.each([
    ['putting off', [PUT_OFF], 'UPDATE', 0],
    ['the commit', [PUT_OFF, 'COMMIT'], 'COMMIT', 1],
  ])('[R172] that of %s: the survey is put off once', async (_, said, answered, afterwards) => {
    const survey = await given();
    // As an import of the past may leave it.
    await db().query(`UPDATE study_right SET data = data - 'suoritukset' WHERE oid = $1`, [survey.oid]);
    await failing(said, answered);
    expect(await traces(survey)).toEqual(putOff(afterwards));
    await turn();
    expect(await traces(survey)).toEqual(putOff(1));
    await turn();
    expect(await traces(survey)).toEqual(putOff(1));
    clock.advance(60_000);
    await turn();
    expect(await traces(survey)).toEqual(putOff(2));

    const { suoritukset } = opiskeluoikeus();
    const mend = `UPDATE study_right SET data = data || jsonb_build_object('suoritukset', $2::jsonb) WHERE oid = $1`;
    await db().query(mend, [survey.oid, JSON.stringify(suoritukset)]);
    clock.advance(120_000);
    await turn();
    expect(await traces(survey)).toEqual(PUBLISHED);
  });
});
