import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { RegisterCopies } from '../../persistence/register-copies.js';

const STAFF: ReadonlySet<string> = new Set(['HANDLER', 'DECISION_MAKER', 'RECORDER']);

/**
 * Keeps the names of staff only: a decision names the person who made it, to whom the rectification request goes
 * (Universities Act §82). Nothing about students is kept; a former handler's name stays, as the decisions do.
 */
@Controller()
export class WhenPersonPublished {
  constructor(private readonly copies: RegisterCopies) {}

  @Reaction('university.person-published.v1')
  async handle(
    @Payload() { body }: ReceivedEvent<'university.person-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    if (!body.roles.some((role) => STAFF.has(role))) return;
    const person = { personId: body.personId, name: `${body.firstName} ${body.lastName}` };
    await this.copies.keepStaffName(tx.sql, body.institutionOid, body.version, person);
  }
}
