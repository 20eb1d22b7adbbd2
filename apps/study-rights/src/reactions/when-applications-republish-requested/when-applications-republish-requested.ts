import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Clock } from '#platform';
import { RestateStudyRights } from '../../use-cases/restate-study-rights/restate-study-rights.js';

/** The copies of the applications service have lost their way. */
@Controller()
export class WhenApplicationsRepublishRequested {
  constructor(
    private readonly clock: Clock,
    private readonly restate: RestateStudyRights,
  ) {}

  @Reaction('applications.republish-requested.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'applications.republish-requested.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    if (body.of === 'STUDY_RIGHT') await this.restate.execute(tx, institutionOid, body.ids, this.clock.now());
  }
}
