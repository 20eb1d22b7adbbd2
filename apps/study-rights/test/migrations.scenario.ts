import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from '#messaging';
import { stack } from '#testing';
import { persistence } from '../src/persistence/persistence.js';
import { hoks, LEARNER_OID, opiskeluoikeus, OPPILAITOS, STUDY_RIGHT_OID } from './samples.js';

/** Everything that a schema is made of, except the order of columns and the names that PostgreSQL gives to checks. */
const CATALOGUE = `
  SELECT 'column' AS kind, table_name || '.' || column_name || ' ' || data_type || ' null ' || is_nullable
    || coalesce(' default ' || column_default, '') || ' identity ' || is_identity AS what
  FROM information_schema.columns WHERE table_schema = $1
  UNION ALL SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = $1
  UNION ALL SELECT 'constraint', conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = $1::regnamespace AND contype <> 'n'
  UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = $1::regnamespace
  UNION ALL SELECT 'trigger', tgrelid::regclass || ' ' || tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = $1::regnamespace AND NOT tgisinternal
  ORDER BY 1, 2`;

/** Everything in a schema of its own, in one transaction that leaves nothing. */
describe('the migrations of study-rights', () => {
  let dataSource: DataSource;
  let runner: QueryRunner;
  let migrations: MigrationInterface[];
  beforeAll(async () => {
    const settings = { DATABASE_URL: stack().databaseUrls['study-rights'], DATABASE_POOL_SIZE: 1 };
    dataSource = await new DataSource(dataSourceOptions(settings, persistence)).initialize();
    runner = dataSource.createQueryRunner();
    // Those of the libraries among them, in the order in which they are run.
    migrations = dataSource.migrations.toSorted((a, b) => Number(a.name?.slice(-13)) - Number(b.name?.slice(-13)));
  });
  afterAll(() => dataSource.destroy());

  const catalogue = (): Promise<unknown> => runner.query(CATALOGUE, ['scratch']);

  it('go up, with rows down to nothing, each to what was before it, and up again to the same', async () => {
    await runner.startTransaction();
    try {
      await runner.query('CREATE SCHEMA scratch');
      await runner.query('SET LOCAL search_path = scratch');
      const before: unknown[] = [];
      for (const migration of migrations) {
        before.push(await catalogue());
        await migration.up(runner);
      }
      const newest = await catalogue();
      await givenRows(runner);
      for (const migration of migrations.toReversed()) {
        await migration.down(runner);
        expect([migration.name, await catalogue()]).toEqual([migration.name, before.pop()]);
      }
      expect(await catalogue()).toEqual([]);
      for (const migration of migrations) await migration.up(runner);
      expect(await catalogue()).toEqual(newest);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });
});

/** A study right of two versions with its HOKS, whose survey has still to be decided on. */
async function givenRows(runner: QueryRunner): Promise<void> {
  const data = JSON.stringify(opiskeluoikeus());
  await runner.query(
    `INSERT INTO study_right (institution_oid, learner_oid, type, state, invalidated, version, data, updated_at, oid)
     VALUES ($1, $2, 'ammatillinenkoulutus', 'lasna', false, 2, $3, now(), $4)`,
    [OPPILAITOS, LEARNER_OID, data, STUDY_RIGHT_OID],
  );
  await runner.query(
    `INSERT INTO study_right_version (institution_oid, study_right_oid, version, patch, actor_id, stored_at)
     VALUES ($1, $2, 1, jsonb_build_array(jsonb_build_object('op', 'add', 'path', '', 'value', $3::jsonb)), 'test', now()),
       ($1, $2, 2, '[]', 'test', now())`,
    [OPPILAITOS, STUDY_RIGHT_OID, data],
  );
  await runner.query(
    `WITH stored AS (INSERT INTO hoks (institution_oid, study_right_oid, learner_oid, data, created_at, created_by)
       VALUES ($1, $2, $3, $4, now(), 'test') RETURNING id)
     INSERT INTO hoks_feedback (hoks_id, survey, institution_oid, provider_oid, learner_oid, trigger_date, eligible, state,
       reason, decide_at, decided_at)
     SELECT id, 'aloituskysely', $1, $1, $3, '2026-09-01', true, 'odottaa-kasittelya', 'hoks-tallennettu', now(), now()
     FROM stored`,
    [OPPILAITOS, STUDY_RIGHT_OID, LEARNER_OID, JSON.stringify(hoks())],
  );
  await runner.query(`INSERT INTO former_service_survey VALUES ($1, 'aloituskysely')`, [STUDY_RIGHT_OID]);
}
