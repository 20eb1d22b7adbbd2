import type { EntityManager } from 'typeorm';
import type { ServiceName } from '#contracts';
import { prepared } from '#platform';
import type { DeliveredMessage } from '../ports.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { DeadLetterReason } from './dead-letter.js';
import { recordDeadLetter } from './dead-letter-table.js';
import { type Bookable, type Booking, type Inbox, type Receipt, runBooking } from './inbox.js';

/**
 * Books in what is not parked. One round trip, in the transaction of the effects; says only what is out of the ordinary:
 * `fresh` is null when all of it was new, `seen` when nothing of it is parked.
 */
const RECEIVE = {
  name: 'inbox-receive',
  text: `
  WITH parked AS MATERIALIZED (SELECT key FROM parked_key
                                WHERE consumer = $1 AND topic = $2 AND key = ANY($4::text[]) AND NOT $6::boolean),
       fresh AS (INSERT INTO inbox (consumer, message_id, institution_oid)
                 SELECT $1, id, institution_oid
                   FROM unnest($3::text[], $4::text[], $5::text[]) AS incoming (id, key, institution_oid)
                  WHERE NOT EXISTS (SELECT FROM parked WHERE parked.key = incoming.key)
                 ON CONFLICT DO NOTHING RETURNING message_id)
  SELECT CASE WHEN (SELECT count(*) FROM fresh) < cardinality($3::text[])
              THEN ARRAY(SELECT message_id FROM fresh) END AS fresh,
         CASE WHEN EXISTS (SELECT FROM parked)
              THEN ARRAY(SELECT message_id FROM inbox WHERE consumer = $1 AND message_id = ANY($3::text[])) END AS seen,
         ARRAY(SELECT key FROM parked) AS parked`,
};

interface Exceptions {
  readonly fresh: string[] | null;
  readonly seen: string[] | null;
  readonly parked: string[];
}

/** The inbox of one consumer beside its data. */
export class InboxTable implements Inbox {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly consumer: ServiceName,
  ) {}

  run<T>(work: (booking: Booking) => Promise<T>): Promise<T> {
    return runBooking(this.unitOfWork, (...received) => this.receive(...received), work);
  }

  recordDeadLetter(message: DeliveredMessage, reason: DeadLetterReason): Promise<void> {
    return recordDeadLetter(this.unitOfWork, this.consumer, message, reason);
  }

  private async receive(
    sql: EntityManager,
    topic: string,
    events: readonly Bookable[],
    evenIfParked: boolean,
  ): Promise<Receipt[]> {
    const [row] = await prepared<Exceptions>(sql, RECEIVE, [
      this.consumer,
      topic,
      events.map((event) => event.id),
      events.map((event) => event.key),
      events.map((event) => event.institutionOid),
      evenIfParked,
    ]);
    if (!row) throw new Error('The inbox gave no answer');
    if (row.fresh === null) return events.map(() => 'new');
    const [fresh, seen, parked] = [new Set(row.fresh), new Set(row.seen), new Set(row.parked)];
    return events.map(({ id, key }) => {
      // The second of two equal messages finds the row of the first.
      if (fresh.delete(id)) return 'new';
      return parked.has(key) && !seen.has(id) ? 'parked' : 'seen';
    });
  }
}
