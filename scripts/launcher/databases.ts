import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { LauncherError } from './failure.js';
import { DATABASE_OWNERS, type DatabaseOwner, variablePrefix } from './services.js';

/** The addresses that the environment already names, by `<SERVICE>_DATABASE_URL` (GATEWAY_DATABASE_URL for the gateway's). */
export function givenDatabaseUrls(env: NodeJS.ProcessEnv): Partial<Record<DatabaseOwner, string>> {
  const given: Partial<Record<DatabaseOwner, string>> = {};
  for (const service of DATABASE_OWNERS) {
    const variable = `${variablePrefix(service)}_DATABASE_URL`;
    const url = env[variable];
    if (url) given[service] = requirePostgresUrl(variable, url);
  }
  return given;
}

/** Refuses what is not a PostgreSQL address, without repeating it: it may hold a password. */
export function requirePostgresUrl(variable: string, url: string): string {
  if (/^postgres(ql)?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) return url;
  throw new LauncherError(`${variable} is not an address of the form postgres://user:password@host:port/database.`);
}

/**
 * One database and one role per service. The role owns its database and has no other right; nobody else may connect.
 * Safe to repeat: only what is missing is created.
 * @param adminUrl a server whose user may create databases and roles
 * @returns the address each service connects with
 */
export async function createDatabases(
  adminUrl: string,
  services: readonly DatabaseOwner[],
  dataDir: string,
): Promise<Partial<Record<DatabaseOwner, string>>> {
  const passwords = await rolePasswords(dataDir, services);
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new LauncherError(
      `The PostgreSQL server of DATABASE_URL does not let us in (${(error as Error).message}): check the address, or unset DATABASE_URL to use the embedded server.`,
    );
  }
  try {
    const urls: Partial<Record<DatabaseOwner, string>> = {};
    for (const service of services) {
      const name = databaseName(service);
      await ensureRoleAndDatabase(client, name, passwords[service] as string);
      const url = new URL(adminUrl);
      url.username = name;
      url.password = passwords[service] as string;
      url.pathname = `/${name}`;
      urls[service] = url.href;
    }
    return urls;
  } catch (error) {
    throw new LauncherError(
      `The databases could not be created (${(error as Error).message}): the user of DATABASE_URL needs the rights CREATEDB and CREATEROLE.`,
    );
  } finally {
    await client.end();
  }
}

/** Name of the database and of its role. */
export function databaseName(service: DatabaseOwner): string {
  return `hyvaksiluku_${service.replaceAll('-', '_')}`;
}

async function ensureRoleAndDatabase(client: pg.Client, name: string, password: string): Promise<void> {
  const identifier = client.escapeIdentifier(name);
  const secret = client.escapeLiteral(password);
  const { rows: roles } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE';
  await client.query(`${roles.length === 0 ? 'CREATE' : 'ALTER'} ROLE ${identifier} ${rights} PASSWORD ${secret}`);

  const { rows: databases } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (databases.length > 0) return;
  // An administrator that is no superuser may give a database only to a role it is a member of.
  await client.query(`GRANT ${identifier} TO CURRENT_USER`);
  await client.query(`CREATE DATABASE ${identifier} OWNER ${identifier} ENCODING 'UTF8' TEMPLATE template0`);
  await client.query(`REVOKE ALL ON DATABASE ${identifier} FROM PUBLIC`);
}

/** Random passwords, made at the first start and kept in the data folder, readable for this user only. */
async function rolePasswords(dataDir: string, services: readonly DatabaseOwner[]): Promise<Record<string, string>> {
  const file = path.join(dataDir, 'database-roles.json');
  const known = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, string>;
  const missing = services.filter((service) => !known[service]);
  if (missing.length === 0) return known;
  for (const service of missing) known[service] = randomBytes(24).toString('hex');
  await writeFile(`${file}.new`, JSON.stringify(known, undefined, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return known;
}
