import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Clock } from '#platform';
import { restateStudyRights } from '../../use-cases/restate-study-rights/restate-study-rights.js';

/** The copies of the decisions service have lost their way. */
@Controller()
export class WhenDecisionsRepublishRequested {
  constructor(private readonly clock: Clock) {}

  @Reaction('decisions.republish-requested.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'decisions.republish-requested.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    if (body.of === 'STUDY_RIGHT') await restateStudyRights(tx, institutionOid, body.ids, this.clock.now());
  }
}
