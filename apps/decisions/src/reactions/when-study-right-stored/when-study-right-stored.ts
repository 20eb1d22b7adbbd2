import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { RegisterCopies } from '../../persistence/register-copies.js';

/** Keeps the days of higher-education study rights: an attainment date lies inside them (R60). */
@Controller()
export class WhenStudyRightStored {
  constructor(private readonly copies: RegisterCopies) {}

  @Reaction('study-rights.study-right-stored.v1')
  async handle(
    @Payload() { body }: ReceivedEvent<'study-rights.study-right-stored.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    if (body.kind !== 'HIGHER_EDUCATION') return;
    await this.copies.keepStudyRight(tx.sql, body.institutionOid, body.version, body);
  }
}
