import { Injectable } from '@nestjs/common';
import type { Day } from '#kernel';
import type { SqlRunner } from '#platform';

/** Where the digests of one institution and day are. */
export interface DigestRun {
  readonly institutionOid: string;
  readonly day: Day;
}

@Injectable()
export class DigestRunRepository {
  /**
   * Takes the run until the transaction ends, and begins it where nobody has.
   * @returns the handler it has come to; null when it has ended or another process has it
   */
  async take(sql: SqlRunner, { institutionOid, day }: DigestRun, at: Date): Promise<string | null> {
    const key = [institutionOid, day];
    const [known] = await sql.query<{ over: boolean }[]>(
      `SELECT ended_at IS NOT NULL AS over FROM digest_run WHERE institution_oid = $1 AND day = $2`,
      key,
    );
    if (known?.over) return null;
    await sql.query(
      `INSERT INTO digest_run (institution_oid, day, started_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [...key, at],
    );
    const [run] = await sql.query<{ after: string }[]>(
      `SELECT after_handler AS after FROM digest_run WHERE institution_oid = $1 AND day = $2 AND ended_at IS NULL
          FOR UPDATE SKIP LOCKED`,
      key,
    );
    return run?.after ?? null;
  }

  /** @param endedAt null while handlers are left */
  async moveOn(
    sql: SqlRunner,
    { institutionOid, day }: DigestRun,
    done: {
      readonly after: string;
      readonly handlers: number;
      readonly digests: number;
      readonly endedAt: Date | null;
    },
  ): Promise<void> {
    await sql.query(
      `UPDATE digest_run SET after_handler = $3, handlers = handlers + $4, digests = digests + $5, ended_at = $6
        WHERE institution_oid = $1 AND day = $2`,
      [institutionOid, day, done.after, done.handlers, done.digests, done.endedAt],
    );
  }
}
