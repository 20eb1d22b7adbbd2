import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { RegisterCopies } from '../../persistence/register-copies.js';

/** Keeps the name: the bank's entries carry the student's programme (R87). */
@Controller()
export class WhenDegreeProgrammePublished {
  constructor(private readonly copies: RegisterCopies) {}

  @Reaction('university.degree-programme-published.v1')
  async handle(
    @Payload() { body }: ReceivedEvent<'university.degree-programme-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await this.copies.keepProgramme(tx.sql, body.institutionOid, body.version, body);
  }
}
