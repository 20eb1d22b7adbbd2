import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, ProblemError, writeAudit } from '#platform';
import type { ErrorCode } from '../../errors.js';
import { MessageRepository } from '../../persistence/message.repository.js';

/** The recipient has read a desk message. Marking it again changes nothing. Only one's own desk can be touched. */
@Injectable()
export class MarkMessageRead {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly messages: MessageRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns when it was first marked
   * @throws ProblemError message/not-found, also for somebody else's message
   */
  async execute({ institutionOid, personId }: Actor, messageId: string): Promise<Date> {
    return this.unitOfWork.run(async ({ sql, changed }) => {
      const at = this.clock.now();
      const readAt = await this.messages.markRead(sql, institutionOid, personId, messageId, at);
      if (!readAt) throw new ProblemError<ErrorCode>('message/not-found');
      await writeAudit(sql, {
        institutionOid,
        actorId: personId,
        action: 'mark-message-read',
        targetKind: 'message',
        targetId: messageId,
        at,
      });
      changed(institutionOid, { kind: 'message', id: messageId });
      return readAt;
    });
  }
}
