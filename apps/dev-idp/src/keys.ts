import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What signs tokens and cookies. */
export interface SigningKeys {
  readonly jwks: { readonly keys: JWK[] };
  readonly cookieKeys: string[];
}

/** The keys of this issuer: with a folder, tokens stay valid over a restart. @throws Error naming the file when it cannot be used */
export async function signingKeys(folder: string | undefined): Promise<SigningKeys> {
  if (folder === undefined) return newKeys();
  const file = join(folder, 'dev-idp-keys.json');
  return (await storedKeys(file)) ?? storeKeys(file, await newKeys());
}

async function newKeys(): Promise<SigningKeys> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
  return { jwks: { keys: [key] }, cookieKeys: [randomUUID()] };
}

async function storedKeys(file: string): Promise<SigningKeys | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const keys = JSON.parse(text) as SigningKeys;
    if (keys.jwks.keys.length > 0 && keys.cookieKeys.length > 0) return keys;
  } catch {
    // Reported below, together with a file of another shape.
  }
  throw new Error(`${file} does not hold keys. Delete it; everybody then signs in again.`);
}

/** Written beside and renamed, so that a process killed meanwhile leaves no half a file. */
async function storeKeys(file: string, keys: SigningKeys): Promise<SigningKeys> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(keys), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return keys;
}
