import type { EntityManager } from 'typeorm';
import type { ServiceName } from '#contracts';
import type { ReceivedEvent } from '../events.js';
import type { DeliveredMessage } from '../ports.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { DeadLetterReason } from './dead-letter.js';
import { recordDeadLetter } from './dead-letter-table.js';
import { type Booking, type Inbox, parkKey, type Receipt } from './inbox.js';

/** The exceptions: everything else is new and booked in now. One round trip, in the transaction of the effects. */
const RECEIVE = `
  WITH incoming AS (SELECT * FROM unnest($3::text[], $4::text[], $5::text[]) AS i (id, key, institution_oid)),
       parked AS MATERIALIZED (SELECT key FROM parked_key
                                WHERE consumer = $1 AND topic = $2 AND key = ANY($4::text[]) AND NOT $6::boolean),
       fresh AS (INSERT INTO inbox (consumer, message_id, institution_oid)
                 SELECT $1, id, institution_oid FROM incoming WHERE key NOT IN (SELECT key FROM parked)
                 ON CONFLICT DO NOTHING RETURNING message_id)
  SELECT 'parked' AS receipt, key AS place FROM parked
   UNION ALL
  SELECT 'seen', id FROM incoming
   WHERE key NOT IN (SELECT key FROM parked) AND id NOT IN (SELECT message_id FROM fresh)
   UNION ALL
  SELECT 'seen', id FROM incoming JOIN inbox ON consumer = $1 AND message_id = id
   WHERE key IN (SELECT key FROM parked)`;

/** The inbox of one consumer beside its data. */
export class InboxTable implements Inbox {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly consumer: ServiceName,
  ) {}

  run<T>(work: (booking: Booking) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(({ sql }, causedBy) =>
      work({
        receive: (topic, events, evenIfParked = false) => this.receive(sql, topic, events, evenIfParked),
        effectsOf: (event) => causedBy(event.id),
      }),
    );
  }

  async park(topic: string, key: string, reason: string): Promise<void> {
    await this.unitOfWork.run(({ sql }) => parkKey(sql, this.consumer, topic, key, reason));
  }

  recordDeadLetter(message: DeliveredMessage, reason: DeadLetterReason): Promise<void> {
    return recordDeadLetter(this.unitOfWork, this.consumer, message, reason);
  }

  private async receive(
    sql: EntityManager,
    topic: string,
    events: readonly ReceivedEvent[],
    evenIfParked: boolean,
  ): Promise<Receipt[]> {
    const rows = await sql.query<{ receipt: 'parked' | 'seen'; place: string }[]>(RECEIVE, [
      this.consumer,
      topic,
      events.map((event) => event.id),
      events.map((event) => event.key),
      events.map((event) => event.institutionOid),
      evenIfParked,
    ]);
    const parked = new Set<string>();
    const seen = new Set<string>();
    for (const { receipt, place } of rows) (receipt === 'parked' ? parked : seen).add(place);
    return events.map(({ id, key }) => {
      if (seen.has(id)) return 'seen';
      if (parked.has(key)) return 'parked';
      seen.add(id);
      return 'new';
    });
  }
}
