import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, writeAudit } from '#platform';
import { MessageRepository } from '../../persistence/message.repository.js';

/** The recipient has read several desk messages. Marking them again changes nothing. Only one's own desk can be touched. */
@Injectable()
export class MarkMessagesRead {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly messages: MessageRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns the messages of the own desk among them, with when each was first marked; and how many are still unread */
  async execute(
    { institutionOid, personId }: Actor,
    ids: readonly string[],
  ): Promise<{ marked: readonly { id: string; readAt: Date }[]; unread: number }> {
    return this.unitOfWork.run(async ({ sql }) => {
      const at = this.clock.now();
      const marked = await this.messages.markManyRead(sql, institutionOid, personId, ids, at);
      if (marked.length > 0) {
        await writeAudit(sql, {
          institutionOid,
          actorId: personId,
          action: 'mark-messages-read',
          targetKind: 'desk',
          targetId: personId,
          details: { messageIds: marked.map(({ id }) => id) },
          at,
        });
      }
      return { marked, unread: await this.messages.countUnread(sql, institutionOid, personId) };
    });
  }
}
