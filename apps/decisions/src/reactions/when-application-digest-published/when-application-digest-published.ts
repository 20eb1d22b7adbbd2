import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { compareWithDigest, Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Clock } from '#platform';
import { askToRepublish } from '../../published-events.js';
import { COMPARED_CASES } from '../../persistence/copies.js';

/** Compares the cases with what the applications service has published. */
@Controller()
export class WhenApplicationDigestPublished {
  constructor(private readonly clock: Clock) {}

  @Reaction('applications.application-digest-published.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'applications.application-digest-published.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const ask = (ids: string[]) => askToRepublish(institutionOid, 'APPLICATION', ids);
    await compareWithDigest(tx, COMPARED_CASES, body, { now: this.clock.now(), ask });
  }
}
