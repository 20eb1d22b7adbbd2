import { Injectable } from '@nestjs/common';
import { posted, prepared, type SqlRunner } from '#platform';

/** When a sender says that its fact happened, and when that was read. */
export interface SentFact {
  /** The sender; times of different senders are not compared, as their clocks differ. */
  readonly institutionOid: string;
  readonly sentAt: Date;
  readonly at: Date;
}

const NEWER = {
  name: 'sender-time-newer',
  text: 'SELECT sent_at FROM sender_time WHERE institution_oid = $1 AND subject = ANY ($2::text[]) AND sent_at > $3 LIMIT 1',
};

const NOTE = {
  name: 'sender-time-note',
  text: `INSERT INTO sender_time AS known (institution_oid, subject, sent_at)
    SELECT $1, subject, $3 FROM unnest($2::text[]) AS subject
    ON CONFLICT (institution_oid, subject) DO UPDATE SET sent_at = greatest(known.sent_at, excluded.sent_at)`,
};

/**
 * Table `sender_time`: how far the events of a sender have got, by what they are about. Only events are compared with one
 * another: who sends by HTTP has versions and answers for that.
 */
@Injectable()
export class SenderTimeRepository {
  /** Whether an event about one of the subjects that is newer than this one has been followed. */
  async isOlder(sql: SqlRunner, { institutionOid, sentAt }: SentFact, subjects: readonly string[]): Promise<boolean> {
    const rows = await prepared(sql, NEWER, [institutionOid, subjects, sentAt]);
    return rows.length > 0;
  }

  /** Notes a followed event. A clock that is ahead of ours must not shut its sender out: later than now counts as now. */
  async note(sql: SqlRunner, { institutionOid, sentAt, at }: SentFact, subjects: readonly string[]): Promise<void> {
    const names = [...new Set(subjects)].sort();
    await posted(sql, NOTE, [institutionOid, names, sentAt < at ? sentAt : at]);
  }

  /** Makes events about one subject wait for each other until the end of the transaction. */
  async lock(sql: SqlRunner, { institutionOid }: Pick<SentFact, 'institutionOid'>, subject: string): Promise<void> {
    await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [`${institutionOid} ${subject}`]);
  }
}
