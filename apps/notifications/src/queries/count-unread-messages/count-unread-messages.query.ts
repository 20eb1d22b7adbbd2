import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import type { Actor } from '#platform';
import { MessageRepository } from '../../persistence/message.repository.js';

@Injectable()
export class CountUnreadMessagesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly messages: MessageRepository,
  ) {}

  async execute({ institutionOid, personId }: Actor): Promise<number> {
    return this.unitOfWork.run(({ sql }) => this.messages.countUnread(sql, institutionOid, personId));
  }
}
