import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ROLES } from '#platform';

const ID_BYTES = 32;
const ID = /^[A-Za-z0-9_-]{43}$/;

/** How long a session lasts, in ms. */
export interface SessionLimits {
  /** Without a request of the person. */
  readonly idleMs: number;
  /** From sign-in, regardless of activity. */
  readonly longestMs: number;
}

/** What is kept encrypted: the tokens, and who the person is by them. */
export const sealedContent = z.object({
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** Hint for the issuer at sign-out. */
  idToken: z.string(),
  person: z.object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    language: z.enum(['fi', 'sv', 'en']),
    institutionOid: z.string(),
    roles: z.array(z.enum(ROLES)),
  }),
});
export type SealedContent = z.infer<typeof sealedContent>;

/** A person's session, from sign-in to sign-out or its end. Times are the database's. */
export interface Session extends SealedContent {
  readonly digest: Buffer;
  /** The issuer's name of its own session (`sid`), where it gives one. */
  readonly issuerSession: string | undefined;
  /** The access token: to be renewed when `ending`, of no use when `over`. */
  readonly token: 'fresh' | 'ending' | 'over';
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly endsAt: Date;
}

/** A new id: 256 random bits, the value of the cookie. */
export function newSessionId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

/** What stands in the database for an id; undefined for what cannot be one. */
export function digestOf(id: string): Buffer | undefined {
  return ID.test(id) ? createHash('sha256').update(id).digest() : undefined;
}

/** The token that proves that a request was made by our page: bound to the session, of no use without its cookie. */
export function csrfTokenOf(id: string): string {
  return createHmac('sha256', id).update('csrf').digest('base64url');
}

/** Whether a request carries the token of its session. */
export function isCsrfTokenOf(id: string, given: string | undefined): boolean {
  const [own, other] = [Buffer.from(csrfTokenOf(id)), Buffer.from(given ?? '')];
  return own.length === other.length && timingSafeEqual(own, other);
}

/** When the session ends without another request of the person. */
export function idleAt({ lastUsedAt, endsAt }: Pick<Session, 'lastUsedAt' | 'endsAt'>, limits: SessionLimits): Date {
  return new Date(Math.min(lastUsedAt.getTime() + limits.idleMs, endsAt.getTime()));
}
