import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { compareWithDigest, Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Clock } from '#platform';
import { COMPARED_PRECEDENTS } from '../../../persistence/copies.js';
import { askForPrecedents } from '../../../published-events.js';

/** The bank is compared with what the decisions service released before this month. */
@Controller()
export class WhenPrecedentDigestPublished {
  constructor(private readonly clock: Clock) {}

  @Reaction('decisions.precedent-digest-published.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'decisions.precedent-digest-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const rows = body.bankKeys.map((id) => ({ id, version: 1 }));
    const ask = (ids: string[]) => askForPrecedents(institutionOid, ids);
    await compareWithDigest(tx, COMPARED_PRECEDENTS, { ...body, rows }, { now: this.clock.now(), ask });
  }
}
