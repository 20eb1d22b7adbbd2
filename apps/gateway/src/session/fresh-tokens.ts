import { ProblemError, type RefusalLogger } from '#platform';
import type { ErrorCode } from '../errors.js';
import type { Issuer } from './issuer.js';
import type { SessionRepository } from './session.repository.js';
import type { Session } from './session.js';

/**
 * Keeps the access token of a session fresh. A refresh token is used once: two refreshes at the same time end the session at
 * some issuers, and the winner's new tokens as well at others. So of all replicas one refreshes at a time, behind the lock of
 * the session's row, and the others find its tokens.
 */
export class FreshTokens {
  private readonly renewing = new Map<string, Promise<Session | undefined>>();

  constructor(
    private readonly sessions: SessionRepository,
    private readonly issuer: Issuer,
    private readonly logger: RefusalLogger,
  ) {}

  /**
   * The session with a token that can be used. One that ends soon is renewed meanwhile, and nobody waits for it.
   * @throws ProblemError `session/ended` when the issuer does not go on with it, `platform/unavailable` when it does not answer
   */
  async of(session: Session): Promise<Session> {
    if (session.token === 'fresh') return session;
    const renewal = this.renew(session);
    if (session.token === 'ending') {
      renewal.catch((error: unknown) =>
        this.logger.warn({ err: error }, 'a token could not be renewed before its end'),
      );
      return session;
    }
    const renewed = await renewal;
    if (!renewed) throw new ProblemError<ErrorCode>('session/ended');
    return renewed;
  }

  /** One at a time for each session. */
  private renew({ digest }: Session): Promise<Session | undefined> {
    const key = digest.toString('base64');
    const running = this.renewing.get(key);
    if (running) return running;
    const renewal = this.sessions
      .renew(digest, async (locked) => {
        // Another replica has been here while we waited for the lock.
        if (locked.token === 'fresh') return undefined;
        try {
          return await this.issuer.renew(locked);
        } catch (error) {
          if (error instanceof ProblemError && error.code === 'session/ended') return 'end';
          throw error;
        }
      })
      .finally(() => this.renewing.delete(key));
    this.renewing.set(key, renewal);
    return renewal;
  }
}
