import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { orProblem } from '#platform';
import { recordPart } from '../../domain/decide/record-part.js';
import { ChangeApplication } from '../../use-cases/change-application.js';

/**
 * The decisions service has recorded an approved part, so the part is handled (R32). It records confirmed decisions only; a
 * recording of any other one means that the two services disagree, and goes to the dead letters to be looked into.
 */
@Controller()
export class WhenRecognitionRecorded {
  constructor(private readonly change: ChangeApplication) {}

  @Reaction('decisions.recognition-recorded.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'decisions.recognition-recorded.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const { applicationId, partId, decisionId, recorderId: actorId } = body;
    const author = { institutionOid, actorId, action: 'record-part' };
    const decided = await this.change.within(tx, author, applicationId, (before, now) =>
      orProblem(recordPart(before, { partId, decisionId, now })),
    );
    if (!decided) throw new Error('a recording concerns an application that this institution does not have');
  }
}
