import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { restateApplication } from '../../domain/decide/restate-application.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { publishedEvents } from '../../published-events.js';

/** The decisions service's copies have lost their way: these applications are published again as they stand. */
@Controller()
export class WhenDecisionsRepublishRequested {
  constructor(private readonly applications: ApplicationRepository) {}

  @Reaction('decisions.republish-requested.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'decisions.republish-requested.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    if (body.of !== 'APPLICATION') return;
    for (const id of [...body.ids].sort()) {
      const restated = await this.applications.change(
        tx.sql,
        { institutionOid, id, request: null },
        restateApplication,
      );
      if (restated) await tx.append(...publishedEvents(restated));
    }
  }
}
