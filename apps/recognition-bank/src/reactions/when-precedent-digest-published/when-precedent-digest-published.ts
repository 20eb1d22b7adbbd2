import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { compareWithDigest, type NewEvent, Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Clock } from '#platform';
import { COMPARED_PRECEDENTS } from '../../persistence/copies.js';

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
    const ask = ([first = '', ...others]: string[]): NewEvent => ({
      name: 'recognition-bank.republish-requested.v1',
      key: institutionOid,
      institutionOid,
      body: { institutionOid, of: 'PRECEDENT', ids: [first, ...others] },
    });
    await compareWithDigest(tx, COMPARED_PRECEDENTS, { ...body, rows }, { now: this.clock.now(), ask });
  }
}
