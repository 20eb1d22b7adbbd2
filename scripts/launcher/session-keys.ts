import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type DataFolder, replaceFile } from './data-folder.js';

/** The key of the sessions, made at the first start and kept with the data: sessions survive a restart. */
export function sessionKeys(data: DataFolder): string {
  const file = data.file('session-keys');
  if (!existsSync(file)) replaceFile(file, randomBytes(32).toString('base64'));
  return readFileSync(file, 'utf8');
}
