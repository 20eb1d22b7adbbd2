import type { CookieSerializeOptions } from '@fastify/cookie';

/** Cookie of a session: its value is the session's id. */
export const SESSION_COOKIE = '__Host-hyvaksiluku';

/** What a sign-in that has begun leaves in the browser, in seconds. */
export const FLOW_SECONDS = 600;

/** Cookie of a sign-in that has begun; one per sign-in, so that two tabs can sign in side by side. */
export function flowCookie(state: string): string {
  return `__Host-flow-${state.replace(/[^\w-]/g, '').slice(0, 12)}`;
}

/**
 * The prefix `__Host-` demands Secure, the path `/` and no domain. Lax: a link in an e-mail opens the page signed in. Browsers
 * take Secure cookies from http://127.0.0.1 and http://localhost as well.
 */
export const COOKIE: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' };
