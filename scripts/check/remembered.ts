import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What tools remember of files that have not changed; `--fresh` forgets it. */
export const CACHE = path.join('.cache', 'check');

/**
 * What the work came to when its inputs were the same, or else what it comes to now.
 * @param mark a hash of everything that the work reads
 * @param isWorthIt whether a result is remembered: failures are not
 */
export async function remembered<T>(
  name: string,
  mark: string,
  work: () => Promise<T>,
  isWorthIt: (result: T) => boolean,
): Promise<T> {
  const file = path.join(CACHE, `${name}.json`);
  const known = read<T>(file);
  if (known?.mark === mark) return known.result;
  const result = await work();
  if (isWorthIt(result)) {
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(file, JSON.stringify({ mark, result }));
  }
  return result;
}

/** A hash of the files of a folder, with their names. */
export function hashOfFolder(folder: string): string {
  const hash = createHash('sha256').update(process.version);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function read<T>(file: string): { readonly mark: string; readonly result: T } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { mark: string; result: T };
  } catch {
    return undefined;
  }
}
