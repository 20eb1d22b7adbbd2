import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  type Hashes,
  hashesOfMigrations,
  lockedMigrations,
  migrationFiles,
  MIGRATIONS_LOCK,
} from '../generate/migrations-lock.js';
import { schemaFile } from '../generate/schemas.js';
import { DATABASE_OWNERS } from '../launcher/services.js';

/**
 * A database keeps what a migration did to it, and its name for good: a migration's text never changes again, nor does
 * anything that it uses. One sentence per breach.
 */
export function breachesOfMigrations(): string[] {
  const sources = migrationFiles().map((file) => ({ file, source: readFileSync(file, 'utf8') }));
  return [
    ...changedMigrations(lockedMigrations(), hashesOfMigrations()),
    ...sources.flatMap(({ file, source }) => breachesOfSource(file, source)),
    ...sources.flatMap(({ file, source }) => missingInSchemas(file, source)),
  ];
}

/** @param locked hashes of the lock file @param found hashes of the sources */
export function changedMigrations(locked: Hashes, found: Hashes): string[] {
  return [
    ...Object.entries(locked).flatMap(([file, hash]) => {
      if (found[file] === hash) return [];
      const what = found[file] === undefined ? 'is gone' : 'has changed';
      return [
        `${file} ${what} since databases were migrated with it: put it back as it was (git log -- ${file}), ` +
          'and write what is to be different as a new migration.',
      ];
    }),
    ...Object.keys(found)
      .filter((file) => locked[file] === undefined)
      .map((file) => `${file} is not in ${MIGRATIONS_LOCK}: run npm run generate and commit it with the migration.`),
  ];
}

/** A migration stands alone: what it imports from us could change under it. */
export function breachesOfSource(file: string, source: string): string[] {
  const name = /^(\d{13})-[a-z0-9-]+\.ts$/.exec(basename(file));
  const classes = [...source.matchAll(/^export class (\w+)/gm)].map(([, found = '']) => found);
  return [
    ...[...source.matchAll(/\bfrom '([.#][^']*)'|\bimport\('([.#][^']*)'\)/g)].map(
      ([, from, lazily]) =>
        `${file} imports ${from ?? lazily}, which can change after databases have been migrated: write its text into the migration.`,
    ),
    ...(name && classes.length === 1 && classes[0]?.endsWith(name[1] ?? '') && source.includes(`name = '${classes[0]}'`)
      ? []
      : [
          `${file}: a migration is one file named <time in ms>-<what>.ts with one exported class <What><time in ms>, whose ` +
            'field `name` repeats the name of the class.',
        ]),
  ];
}

/** The written schemas record the migrations that made them; a database to compare them with is not needed for that. */
function missingInSchemas(file: string, source: string): string[] {
  const name = /^export class (\w+)/m.exec(source)?.[1] ?? '';
  const service = /^apps\/([^/]+)\//.exec(file)?.[1];
  const services = DATABASE_OWNERS.filter((each) => service === undefined || each === service);
  const written = services.filter(
    (each) => existsSync(schemaFile(each)) && readFileSync(schemaFile(each), 'utf8').includes(`--   ${name}\n`),
  );
  return written.length > 0
    ? []
    : [`No file of docs/schema/ names ${name}: run npm run generate, and commit what it writes there.`];
}
