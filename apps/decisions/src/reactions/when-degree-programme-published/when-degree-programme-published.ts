import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { keepProgramme } from '../../persistence/copies.js';

/** Keeps the name: the bank's entries carry the student's programme (R87). */
@Controller()
export class WhenDegreeProgrammePublished {
  @Reaction('university.degree-programme-published.v1')
  async handle(
    @Payload() event: ReceivedEvent<'university.degree-programme-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    await keepProgramme(tx.sql, event);
  }
}
