import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Hash of the source of each migration, by its path. */
export const MIGRATIONS_LOCK = 'docs/schema/migrations.lock.json';

export type Hashes = Readonly<Record<string, string>>;

/**
 * The lock file with the migrations that are not in it yet. A hash that stands in it is never replaced: databases have been
 * migrated with that text. `npm run check` compares (scripts/check/migrations.ts).
 */
export function generateMigrationsLock(): Record<string, string> {
  const all: Hashes = { ...hashesOfMigrations(), ...lockedMigrations() };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { [MIGRATIONS_LOCK]: `${JSON.stringify(sorted, undefined, 2)}\n` };
}

export function lockedMigrations(): Hashes {
  return existsSync(MIGRATIONS_LOCK) ? (JSON.parse(readFileSync(MIGRATIONS_LOCK, 'utf8')) as Hashes) : {};
}

/** Every source file in a folder of migrations. */
export function migrationFiles(): string[] {
  return ['apps', 'libs']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
    )
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\/persistence\/migrations\/.*\.ts$/.test(file))
    .sort();
}

export function hashesOfMigrations(): Hashes {
  return Object.fromEntries(migrationFiles().map((file) => [file, hashOf(readFileSync(file, 'utf8'))]));
}

/** The same for every way in which Git writes line ends. */
function hashOf(source: string): string {
  return createHash('sha256').update(source.replaceAll('\r\n', '\n')).digest('hex');
}
