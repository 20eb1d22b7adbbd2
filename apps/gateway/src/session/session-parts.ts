import pg from 'pg';
import type { RefusalLogger, TokenVerifier } from '#platform';
import type { GatewayConfig } from '../config.js';
import { FreshTokens } from './fresh-tokens.js';
import { Issuer } from './issuer.js';
import { Seal } from './seal.js';
import { SessionRepository } from './session.repository.js';
import type { SessionParts } from './session.routes.js';

const SWEEP_EVERY_MS = 300_000;
const CONNECT_WITHIN_MS = 5_000;

/** What sessions are made of, by the settings. `stop` waits for what is in hand. */
export function sessionParts(
  config: GatewayConfig,
  verifier: TokenVerifier,
  logger: RefusalLogger,
): Omit<SessionParts, 'institutions'> & { readonly stop: () => Promise<void> } {
  const limits = {
    idleMs: config.SESSION_IDLE_MINUTES * 60_000,
    longestMs: config.SESSION_LONGEST_HOURS * 3_600_000,
  };
  // Renewals wait for the issuer while they hold a connection: they have half of them, and reading a session never waits for them.
  const forRenewals = Math.floor(config.DATABASE_POOL_SIZE / 2);
  const pools = [config.DATABASE_POOL_SIZE - forRenewals, forRenewals].map((size) => pool(config, size));
  const [reading, renewing] = pools as [pg.Pool, pg.Pool];
  const seal = new Seal(config.SESSION_KEYS);
  const sessions = new SessionRepository({ reading, renewing }, seal, limits);
  const issuer = new Issuer(config, verifier);
  const sweeping = setInterval(() => void sweep(sessions, logger), SWEEP_EVERY_MS).unref();
  return {
    ...{ sessions, issuer, seal, limits, logger },
    tokens: new FreshTokens(sessions, issuer, logger),
    stop: async () => {
      clearInterval(sweeping);
      await Promise.all(pools.map((one) => one.end()));
    },
  };
}

function pool({ DATABASE_URL }: GatewayConfig, max: number): pg.Pool {
  const connections = new pg.Pool({
    connectionString: DATABASE_URL,
    ...{ max, connectionTimeoutMillis: CONNECT_WITHIN_MS, keepAlive: true },
    ...{ statement_timeout: 10_000, lock_timeout: 10_000, idle_in_transaction_session_timeout: 30_000 },
  });
  // A connection that the server ends is replaced at the next question.
  connections.on('error', () => undefined);
  return connections;
}

/** Deletes what is over; another replica may do the same at the same time. */
async function sweep(sessions: SessionRepository, logger: RefusalLogger): Promise<void> {
  try {
    while ((await sessions.sweep()) > 0);
  } catch (error) {
    logger.warn({ err: error }, 'sessions that are over could not be deleted, the next try comes in five minutes');
  }
}
