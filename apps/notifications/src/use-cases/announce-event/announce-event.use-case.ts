import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ReceivedEvent, Transaction } from '#messaging';
import { Clock, currentTrace } from '#platform';
import type { Announcement } from '../../domain/announcements.js';
import { MessageRepository } from '../../persistence/message.repository.js';
import { CompleteMessages } from '../complete-messages/complete-messages.use-case.js';

/**
 * Stores the messages an event gives rise to, in the transaction of its inbox row: nothing is lost and nothing doubled.
 * Those whose people are known go out at once, the others wait for them (R4, R31, R79, D7).
 */
@Injectable()
export class AnnounceEvent {
  constructor(
    private readonly messages: MessageRepository,
    private readonly completeMessages: CompleteMessages,
    private readonly clock: Clock,
  ) {}

  async execute(
    tx: Transaction,
    event: Pick<ReceivedEvent, 'id' | 'institutionOid'>,
    announcements: readonly Announcement[],
  ): Promise<void> {
    const { id: eventId, institutionOid } = event;
    const origin = { institutionOid, eventId, trace: currentTrace() ?? null, createdAt: this.clock.now() };
    await this.messages.add(
      tx.sql,
      announcements.map((announcement) => ({ ...announcement, ...origin, id: randomUUID() })),
    );
    await this.completeMessages.execute(tx, { institutionOid, eventId });
  }
}
