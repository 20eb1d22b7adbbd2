import { randomBytes } from 'node:crypto';
import { hashPassword } from './password-hash.js';

const BYTES = 24;

/** A password that nobody chose: 192 random bits, in characters that need no quoting in a header or a settings file. */
export async function newPassword(): Promise<{ readonly password: string; readonly hash: string }> {
  const password = randomBytes(BYTES).toString('base64url');
  return { password, hash: await hashPassword(password) };
}
