import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/**
 * Encrypts what the gateway hands to others for keeping: tokens to the database, the state of a sign-in to the browser. The
 * purpose is authenticated with the content, so that what was sealed for one is not taken for another.
 */
export class Seal {
  private readonly newest: Buffer;

  /** @param keys of 32 bytes; the first one seals, all of them open, so that a key can be replaced while sessions live */
  constructor(private readonly keys: readonly Buffer[]) {
    const [newest] = keys;
    if (!newest) throw new Error('SESSION_KEYS holds no key.');
    this.newest = newest;
  }

  /** Nonce (12 bytes), tag (16), content. */
  close(purpose: string, content: object): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.newest, nonce).setAAD(Buffer.from(purpose));
    const bytes = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), bytes]);
  }

  /** The content; undefined for what was not sealed for this purpose with one of the keys, or was changed since. */
  open(purpose: string, sealed: Buffer): unknown {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
    for (const key of this.keys) {
      const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const bytes = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
        return JSON.parse(Buffer.concat([bytes, decipher.final()]).toString('utf8'));
      } catch {
        // Of another key, or not ours at all.
      }
    }
    return undefined;
  }
}
