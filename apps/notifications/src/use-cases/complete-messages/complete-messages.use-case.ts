import { Injectable } from '@nestjs/common';
import type { Transaction } from '#messaging';
import { Clock } from '#platform';
import { completeMessage } from '../../domain/message.js';
import { MessageRepository, type PendingFilter } from '../../persistence/message.repository.js';

const BATCH = 200;

/**
 * Delivers pending messages whose people have all been published by now, or queues their e-mail. Acts for the system:
 * there is nobody to authorise.
 */
@Injectable()
export class CompleteMessages {
  constructor(
    private readonly messages: MessageRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns how many messages were moved on; at most one batch */
  async execute(tx: Transaction, filter: PendingFilter | 'ANY'): Promise<number> {
    const completable = await this.messages.lockCompletable(tx.sql, filter, BATCH);
    for (const message of completable) {
      const { id: messageId, institutionOid, applicationId, template, channel, origin } = message;
      const change = completeMessage(message, this.clock.now());
      await this.messages.change(tx.sql, { institutionOid, id: messageId }, change);
      if (change.state !== 'DELIVERED') continue;
      await tx.append({
        name: 'notifications.message-delivered.v1',
        key: messageId,
        institutionOid,
        body: { institutionOid, messageId, applicationId, template, channel },
        origin,
      });
    }
    return completable.length;
  }
}
