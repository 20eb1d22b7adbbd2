import type pg from 'pg';
import type { Seal } from './seal.js';
import { sealedContent, type SealedContent, type Session, type SessionLimits } from './session.js';

const PURPOSE = 'session';
/** Use is written down no more often than this: most requests cost one statement, and no write. */
const WRITE_USE_AFTER = `interval '1 minute'`;
/** One statement ends so many sessions at most. */
const MOST_SWEPT = 1_000;

/** An access token is renewed so long before its end. */
const RENEW_BEFORE = `interval '60 seconds'`;

const COLUMNS = `id_digest, issuer_session, sealed, created_at, last_used_at, ends_at,
  CASE WHEN token_expires_at <= now() THEN 'over' WHEN token_expires_at <= now() + ${RENEW_BEFORE} THEN 'ending' ELSE 'fresh' END AS token,
  last_used_at < now() - ${WRITE_USE_AFTER} AS use_is_due`;
const IS_ALIVE = `ends_at > now() AND last_used_at > now() - $2 * interval '1 millisecond'`;

interface Row {
  id_digest: Buffer;
  issuer_session: string | null;
  sealed: Buffer;
  token: Session['token'];
  use_is_due: boolean;
  created_at: Date;
  last_used_at: Date;
  ends_at: Date;
}

/** Tokens, and the session of the issuer's own that they belong to. */
export interface HeldTokens extends SealedContent {
  readonly issuerSession: string | undefined;
}

/** What a sign-in or a refresh brings. */
export interface NewTokens extends HeldTokens {
  /** How long the access token lives, in seconds. */
  readonly expiresIn: number;
}

/** Sessions in the gateway's own database, which all its replicas share; each moment is the database's. */
export class SessionRepository {
  constructor(
    private readonly pools: { readonly reading: pg.Pool; readonly renewing: pg.Pool },
    private readonly seal: Seal,
    private readonly limits: SessionLimits,
  ) {}

  async create(digest: Buffer, tokens: NewTokens): Promise<void> {
    await this.pools.reading.query(
      `INSERT INTO session (id_digest, person_id, issuer_session, sealed, token_expires_at, created_at, last_used_at, ends_at)
       VALUES ($1, $2, $3, $4, now() + $5 * interval '1 second', now(), now(), now() + $6 * interval '1 millisecond')`,
      [
        digest,
        tokens.person.id,
        tokens.issuerSession ?? null,
        this.sealed(tokens),
        tokens.expiresIn,
        this.limits.longestMs,
      ],
    );
  }

  /** The session while it lasts. With `used` it lasts for another idle time. */
  async find(digest: Buffer, used: boolean): Promise<Session | undefined> {
    const { rows } = await this.pools.reading.query<Row>(
      `SELECT ${COLUMNS} FROM session WHERE id_digest = $1 AND ${IS_ALIVE}`,
      [digest, this.limits.idleMs],
    );
    const [row] = rows;
    const session = this.sessionOf(row);
    if (!session || !used || !row?.use_is_due) return session;
    const touched = await this.pools.reading.query<{ last_used_at: Date }>(
      `UPDATE session SET last_used_at = now()
       WHERE id_digest = $1 AND ${IS_ALIVE} AND last_used_at < now() - ${WRITE_USE_AFTER} RETURNING last_used_at`,
      [digest, this.limits.idleMs],
    );
    return { ...session, lastUsedAt: touched.rows[0]?.last_used_at ?? session.lastUsedAt };
  }

  /**
   * Gives the session with its row locked: of all replicas one at a time has it. What `renew` returns is stored; undefined
   * leaves the session as it is, `'end'` deletes it.
   * @returns the session as it stands then; undefined when it is over
   */
  async renew(
    digest: Buffer,
    renew: (session: Session) => Promise<NewTokens | 'end' | undefined>,
  ): Promise<Session | undefined> {
    const client = await this.pools.renewing.connect();
    let broken: Error | undefined;
    try {
      await client.query('BEGIN');
      const { rows } = await client.query<Row>(
        `SELECT ${COLUMNS} FROM session WHERE id_digest = $1 AND ${IS_ALIVE} FOR UPDATE`,
        [digest, this.limits.idleMs],
      );
      const session = this.sessionOf(rows[0]);
      const renewed = session && (await renew(session));
      const stands = await this.store(client, digest, session, renewed);
      await client.query('COMMIT');
      return stands;
    } catch (error) {
      broken = await client.query('ROLLBACK').then(
        () => undefined,
        (fault: Error) => fault,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private async store(
    client: pg.PoolClient,
    digest: Buffer,
    session: Session | undefined,
    renewed: NewTokens | 'end' | undefined,
  ): Promise<Session | undefined> {
    if (renewed === undefined) return session;
    if (renewed === 'end') {
      await client.query('DELETE FROM session WHERE id_digest = $1', [digest]);
      return undefined;
    }
    const { rows } = await client.query<Row>(
      `UPDATE session SET sealed = $2, token_expires_at = now() + $3 * interval '1 second' WHERE id_digest = $1
       RETURNING ${COLUMNS}`,
      [digest, this.sealed(renewed), renewed.expiresIn],
    );
    return this.sessionOf(rows[0]);
  }

  /** Ends a session. @returns what it was, for the sign-out at the issuer; undefined when it was over */
  async end(digest: Buffer): Promise<Session | undefined> {
    const { rows } = await this.pools.reading.query<Row>(
      `DELETE FROM session WHERE id_digest = $1 RETURNING ${COLUMNS}`,
      [digest],
    );
    return this.sessionOf(rows[0]);
  }

  /** Ends what the issuer says is over: one session of its own, or all of a person. @returns how many */
  async endOf(over: { readonly issuerSession: string } | { readonly personId: string }): Promise<number> {
    const { rowCount } =
      'issuerSession' in over
        ? await this.pools.reading.query('DELETE FROM session WHERE issuer_session = $1', [over.issuerSession])
        : await this.pools.reading.query('DELETE FROM session WHERE person_id = $1', [over.personId]);
    return rowCount ?? 0;
  }

  /** Deletes sessions that are over. @returns how many; there may be more */
  async sweep(): Promise<number> {
    const { rowCount } = await this.pools.reading.query(
      `DELETE FROM session WHERE id_digest IN (
         SELECT id_digest FROM session
         WHERE ends_at <= now() OR last_used_at <= now() - $1 * interval '1 millisecond'
         LIMIT ${MOST_SWEPT} FOR UPDATE SKIP LOCKED)`,
      [this.limits.idleMs],
    );
    return rowCount ?? 0;
  }

  /** @throws what the driver throws while the database is away or not migrated */
  async check(): Promise<void> {
    await this.pools.reading.query('SELECT FROM session LIMIT 0');
  }

  private sealed({ accessToken, refreshToken, idToken, person }: SealedContent): Buffer {
    return this.seal.close(PURPOSE, { accessToken, refreshToken, idToken, person });
  }

  /** What no key of ours opens is no session: the person signs in again. */
  private sessionOf(row: Row | undefined): Session | undefined {
    if (!row) return undefined;
    const content = sealedContent.safeParse(this.seal.open(PURPOSE, row.sealed));
    if (!content.success) return undefined;
    return {
      ...content.data,
      digest: row.id_digest,
      issuerSession: row.issuer_session ?? undefined,
      token: row.token,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at,
      endsAt: row.ends_at,
    };
  }
}
