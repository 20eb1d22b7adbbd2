import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Clock, orProblem, writeAudit } from '#platform';
import { recordPart } from '../../domain/decide/record-part.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { publishedEvents } from '../../published-events.js';
import { auditOfChange } from '../../use-cases/audit-of-change.js';

/**
 * The decisions service has recorded an approved part, so the part is handled (R32). It records confirmed decisions only; a
 * recording of any other one means that the two services disagree, and goes to the dead letters to be looked into.
 */
@Controller()
export class WhenRecognitionRecorded {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
  ) {}

  @Reaction('decisions.recognition-recorded.v1')
  async handle(
    @Payload() { institutionOid, body }: ReceivedEvent<'decisions.recognition-recorded.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const before = await this.applications.lock(tx.sql, institutionOid, body.applicationId);
    if (!before) throw new Error('a recording concerns an application that this institution does not have');
    const now = this.clock.now();
    const decided = orProblem(recordPart(before, { partId: body.partId, decisionId: body.decisionId, now }));
    await this.applications.save(tx.sql, before, decided.application);
    await tx.append(...publishedEvents(decided));
    await writeAudit(tx.sql, auditOfChange(body.recorderId, 'record-part', before, decided.application, now));
  }
}
