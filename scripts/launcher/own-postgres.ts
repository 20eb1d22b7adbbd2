import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requirePostgresUrl } from './databases.js';
import { embeddedPostgres, query } from './postgres.js';
import { SupervisedProcess } from './processes.js';
import { Steps } from './steps.js';

/** A PostgreSQL in which databases may be made and thrown away. */
export interface OwnPostgres {
  /** Makes an empty database. @returns its address, for the administrator */
  newDatabase(): Promise<string>;
  /** Removes the databases, and the server if it was started here. */
  stop(): Promise<void>;
}

/** The server that DATABASE_URL names, else one of the embedded packages with throw-away data. */
export async function ownPostgres(env: NodeJS.ProcessEnv = process.env): Promise<OwnPostgres> {
  const given = env['DATABASE_URL'];
  if (given) return databasesOf(requirePostgresUrl('DATABASE_URL', given), async () => undefined);
  const folder = await mkdtemp(path.join(tmpdir(), 'own-postgres-'));
  const { adminUrl, plan } = await embeddedPostgres(folder, await freePort(), env, true);
  const nothing = { steps: new Steps(() => undefined), changed: () => undefined };
  const server = new SupervisedProcess(plan, { logFolder: folder, ...nothing });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await server.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return databasesOf(adminUrl, stop);
}

function databasesOf(adminUrl: string, stop: () => Promise<void>): OwnPostgres {
  const made: string[] = [];
  return {
    newDatabase: async () => {
      const name = `own_${randomBytes(8).toString('hex')}`;
      await query(adminUrl, `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
      made.push(name);
      return Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
    },
    stop: async () => {
      for (const name of made) await query(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await stop();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
