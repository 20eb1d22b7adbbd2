import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { SERVICES, type ServiceName } from '#contracts';
import { dataSourceOptions, migrate, type PersistenceParts } from '#messaging';
import { eventually } from '#testing';
import { persistence as applications } from '../apps/applications/src/persistence/persistence.js';
import { persistence as decisions } from '../apps/decisions/src/persistence/persistence.js';
import { persistence as notifications } from '../apps/notifications/src/persistence/persistence.js';
import { persistence as recognitionBank } from '../apps/recognition-bank/src/persistence/persistence.js';
import { persistence as studyRights } from '../apps/study-rights/src/persistence/persistence.js';
import { comparableSchema, schemaFile, schemaText } from '../scripts/generate/schemas.js';
import { ownPostgres, type OwnPostgres } from '../scripts/launcher/own-postgres.js';

const PARTS: Readonly<Record<ServiceName, PersistenceParts>> = {
  applications,
  decisions,
  'recognition-bank': recognitionBank,
  notifications,
  'study-rights': studyRights,
};

/** The statements that committed migrations once ran, as they were then; `~` is an earlier text, by its commit. */
const EARLIER = path.resolve('test', 'migrations', 'earlier');
/** The order in which the migrations were committed, where it is not that of their names. */
const COMMITTED_AFTER: Readonly<Record<string, string>> = {
  '1764020000000-reconcile': '1764110000000-history-as-patches',
};
const LOCK = `hashtextextended('migrations:' || current_schema(), 0)`;
const SECOND_TEXT_OF_SUPPORT_DESK = '1764210000000-support-desk';
const BROKEN_HOKS = '1764321000000-broken-hoks';

/** On databases of its own, on a real PostgreSQL. */
describe('the migrations', () => {
  let postgres: OwnPostgres;
  beforeAll(async () => {
    postgres = await ownPostgres();
  }, 120_000);
  afterAll(() => postgres.stop());

  describe.each(SERVICES)('of %s', (service) => {
    let fresh: string;
    beforeAll(async () => {
      fresh = await postgres.newDatabase();
      await migrate(settings(fresh), PARTS[service]);
    }, 120_000);

    it('make the schema that docs/schema shows', async () => {
      expect(await schemaText(service, fresh)).toBe(readFileSync(schemaFile(service), 'utf8'));
    });

    it('make the columns that the entities name, and no others in their tables', async () => {
      const dataSource = await new DataSource(dataSourceOptions(settings(fresh), PARTS[service])).initialize();
      try {
        for (const { tableName, columns } of dataSource.entityMetadatas) {
          const mapped = columns.map(({ databaseName, type, isArray, isNullable, isPrimary }) => ({
            ...{ name: databaseName, type: `${String(type)}${isArray ? '[]' : ''}`, isNullable, isPrimary },
          }));
          expect([tableName, mapped.toSorted(byName)]).toEqual([tableName, await columnsOf(fresh, tableName)]);
        }
      } finally {
        await dataSource.destroy();
      }
    });

    it('bring every earlier state to the schema of today', async () => {
      const today = await comparableSchema(fresh);
      const names = await migrationsIn(fresh);
      const states = statesOf(service);
      expect(states.length).toBeGreaterThan(2);
      for (const state of states) {
        const url = await databaseIn(postgres, service, state);
        await migrate(settings(url), PARTS[service]);
        expect([state, await comparableSchema(url)]).toEqual([state, today]);
        expect([state, await migrationsIn(url)]).toEqual([state, names]);
      }
    }, 600_000);

    it('go down, each to what was before it, and up again to the same', async () => {
      const url = await postgres.newDatabase();
      const dataSource = await new DataSource(dataSourceOptions(settings(url), PARTS[service])).initialize();
      const runner = dataSource.createQueryRunner();
      const catalogue = async () => (await comparableSchema(url)).replace(/^CREATE EXTENSION .*\n*/gm, '');
      try {
        const ordered = dataSource.migrations.toSorted(
          (a, b) => Number(a.name?.slice(-13)) - Number(b.name?.slice(-13)),
        );
        const before: string[] = [];
        for (const migration of ordered) {
          before.push(await catalogue());
          await migration.up(runner);
        }
        const newest = await catalogue();
        for (const migration of ordered.toReversed()) {
          await migration.down(runner);
          expect([migration.name, await catalogue()]).toEqual([migration.name, before.pop()]);
        }
        for (const migration of ordered) await migration.up(runner);
        expect(await catalogue()).toBe(newest);
      } finally {
        await runner.release();
        await dataSource.destroy();
      }
    }, 120_000);
  });

  it('keep the letters of a database from before records had a time, and its rule of uniqueness is the new one', async () => {
    const state = ['1764000000000-create-decisions', '1764010000000-index-dead-letters~66e687f'];
    const url = await databaseIn(postgres, 'decisions', state);
    const columns = `consumer, topic, topic_partition, topic_offset, key, message_id, failure, waits_in_order, code, detail,
      attempts, first_failure_at, last_failure_at`;
    const values = `'decisions', 't', 1, 7, 'k', 'm', 'bug', true, 'TypeError', '', 3, now(), now()`;
    await query(url, `INSERT INTO dead_letter (${columns}) VALUES (${values})`);
    await migrate(settings(url), PARTS.decisions);
    await query(url, `INSERT INTO dead_letter (${columns}, record_time) VALUES (${values}, 1764000000000)`);
    const rows = await query(url, 'SELECT id::int, record_time::text AS time, state FROM dead_letter ORDER BY id');
    expect(rows).toEqual([
      { id: 1, time: '0', state: 'open' },
      { id: 2, time: '1764000000000', state: 'open' },
    ]);
  }, 60_000);

  it('30 times: of several runs at once each migration is run by one, and all end well', async () => {
    const names = await migrationsIn(await migrated(postgres, 'notifications'));
    for (let round = 0; round < 30; round++) {
      const url = await postgres.newDatabase();
      const runs = await Promise.all([1, 2, 3].map(() => migrate(settings(url), PARTS.notifications)));
      expect([round, runs.flat().toSorted()]).toEqual([round, names.toSorted()]);
      expect([round, await migrationsIn(url)]).toEqual([round, names]);
    }
  }, 300_000);

  it('a run blocked by another for too long says so, and has changed nothing', async () => {
    const url = await postgres.newDatabase();
    const holder = await connected(url);
    await holder.query(`SELECT pg_advisory_lock(${LOCK})`);
    let waited: number | undefined;
    const run = migrate(settings(url), PARTS.notifications, { waitMs: 700, onWait: (ms) => (waited = ms) });
    await expect(run).rejects.toThrow(/another run has been migrating this database for more than 0.7 s. Nothing was/);
    expect(waited).toBe(700);
    expect(await query(url, `SELECT to_regclass('migrations') AS table`)).toEqual([{ table: null }]);
    await holder.end();
  }, 60_000);

  it('a run killed in the middle of a migration leaves it undone; the process that waits does it once', async () => {
    const url = await databaseIn(postgres, 'notifications', [
      '1764000000000-create-messages',
      '1764010000000-index-dead-letters~66e687f',
    ]);
    const blocker = await connected(url);
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE dead_letter IN ACCESS SHARE MODE');
    const first = program('notifications', url);
    await eventually(
      'the first run is in the migration',
      async () => {
        const waiting = await query(
          url,
          `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'ALTER TABLE dead_letter%'`,
        );
        return waiting.length === 1;
      },
      120_000,
    );
    const waits = Promise.withResolvers<void>();
    const second = migrate(settings(url), PARTS.notifications, { onWait: () => waits.resolve() });
    await waits.promise;
    first.child.kill('SIGKILL');
    await first.ended;
    await blocker.query('ROLLBACK');
    await blocker.end();
    expect((await second)[0]).toBe('DeadLettersOfAllDatabasesAlike1764400000000');
    const fresh = await migrated(postgres, 'notifications');
    expect(await comparableSchema(url)).toBe(await comparableSchema(fresh));
    expect(await migrationsIn(url)).toEqual(await migrationsIn(fresh));
  }, 300_000);

  it('two processes at once both end well', async () => {
    const url = await postgres.newDatabase();
    const programs = [program('applications', url), program('applications', url)];
    expect(await Promise.all(programs.map(({ ended }) => ended))).toEqual([0, 0]);
    expect(await migrationsIn(url)).toEqual(await migrationsIn(await migrated(postgres, 'applications')));
  }, 300_000);

  it.each(SERVICES)(
    'the program of %s says in a sentence that the database is away, without a stack',
    async (service) => {
      const { ended, output } = program(service, 'postgres://nobody:nothing@127.0.0.1:1/none');
      expect(await ended).toBe(1);
      expect(output()).toContain(
        `${service}-migrate cannot migrate: something it needs does not answer (ECONNREFUSED)`,
      );
      expect(output()).not.toMatch(/\bat .*\.js:\d+/);
    },
    180_000,
  );

  it('a failing one is named with its cause and rolled back whole', async () => {
    const url = await postgres.newDatabase();
    await query(url, 'CREATE TABLE message (id integer)');
    const { ended, output } = program('notifications', url);
    expect([await ended, output()]).toEqual([
      1,
      expect.stringContaining(
        'CreateMessages1764000000000 failed: relation "message" already exists. Nothing of it was',
      ),
    ]);
    expect(await query(url, `SELECT to_regclass('person') AS table`)).toEqual([{ table: null }]);
  }, 180_000);
});

const settings = (url: string) => ({ DATABASE_URL: url, DATABASE_POOL_SIZE: 2 });

/**
 * Every state that the commits of the past could leave a database in, as the fixtures that it has been through: each
 * number of migrations, in the order of their commits, in each combination of their texts.
 */
function statesOf(service: ServiceName): string[][] {
  const files = readdirSync(path.join(EARLIER, service)).map((file) => file.replace(/\.sql$/, ''));
  const texts = Map.groupBy(files, (file) => file.replace(/~.*/, ''));
  const order = (name: string): string => (texts.has(COMMITTED_AFTER[name] ?? '') ? `${COMMITTED_AFTER[name]}+` : name);
  const names = [...texts.keys()].toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  let chains: string[][] = [[]];
  const states: string[][] = [];
  for (const name of names) {
    chains = chains.flatMap((chain) => (texts.get(name) ?? []).map((text) => [...chain, text]));
    // With the first text of the support desk's migration this one could not be run: its index was there already.
    if (name === BROKEN_HOKS) chains = chains.filter((chain) => chain.includes(SECOND_TEXT_OF_SUPPORT_DESK));
    states.push(...chains);
  }
  return states;
}

/** A database that has been through migrations of the past, and says so. */
async function databaseIn(postgres: OwnPostgres, service: ServiceName, state: readonly string[]): Promise<string> {
  const url = await postgres.newDatabase();
  const client = await connected(url);
  try {
    await client.query(
      'CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL)',
    );
    for (const fixture of state) {
      const sql = readFileSync(path.join(EARLIER, service, `${fixture}.sql`), 'utf8');
      await client.query(sql);
      const name = /^-- (\w+)/.exec(sql)?.[1];
      await client.query('INSERT INTO migrations (timestamp, name) VALUES ($1, $2)', [fixture.slice(0, 13), name]);
    }
  } finally {
    await client.end();
  }
  return url;
}

async function migrated(postgres: OwnPostgres, service: ServiceName): Promise<string> {
  const url = await postgres.newDatabase();
  await migrate(settings(url), PARTS[service]);
  return url;
}

async function migrationsIn(url: string): Promise<string[]> {
  return (await query(url, 'SELECT name FROM migrations ORDER BY timestamp, name')).map(({ name }) => name as string);
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = await connected(url);
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

interface Program {
  readonly child: ChildProcess;
  /** Exit code; null after a signal. */
  readonly ended: Promise<number | null>;
  output(): string;
}

/** The compiled program that migrates a service's database. */
function program(service: ServiceName, url: string): Program {
  const script = path.resolve('dist', 'apps', service, 'src', 'migrate.js');
  const env = { PATH: process.env['PATH'], DATABASE_URL: url };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, output: () => output };
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  readonly isPrimary: boolean;
}

/** The columns of a table as PostgreSQL has them, in order of their names. */
async function columnsOf(url: string, table: string): Promise<Column[]> {
  const rows = await query(
    url,
    `SELECT a.attname AS name, replace(format_type(a.atttypid, NULL), 'timestamp with time zone', 'timestamptz') AS type,
            NOT a.attnotnull AS "isNullable",
            EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)) AS "isPrimary"
       FROM pg_attribute a WHERE a.attrelid = '${table}'::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
  );
  return (rows as unknown as Column[]).toSorted(byName);
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}
