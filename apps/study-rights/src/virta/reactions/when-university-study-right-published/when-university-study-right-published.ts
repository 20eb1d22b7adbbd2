import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { finnishDay } from '#kernel';
import { Reaction, type ReactionContext, type ReceivedEvent } from '#messaging';
import { Clock, writeAudit } from '#platform';
import { higherEducationStored } from '../../published-events.js';
import { higherEducationFrom } from '../../../persistence/copies.js';

/** A university's study right: kept as a read-only copy and passed on to those who decide by it (R60, R154). */
@Controller()
export class WhenUniversityStudyRightPublished {
  constructor(private readonly clock: Clock) {}

  @Reaction('university.study-right-published.v1')
  async handle(
    @Payload() event: ReceivedEvent<'university.study-right-published.v1'>,
    @Ctx() { tx, written }: ReactionContext,
  ): Promise<void> {
    const incoming = higherEducationFrom(event);
    const { institutionOid, id, studentId, version } = incoming;
    const at = this.clock.now();
    if (written === 0) return;
    await tx.append(higherEducationStored(incoming, finnishDay(at)));
    await writeAudit(tx.sql, {
      institutionOid,
      actorId: `system:${institutionOid}`,
      action: 'store-higher-education-study-right',
      targetKind: 'study-right',
      targetId: id,
      subjectPersonId: studentId,
      details: { version },
      at,
    });
  }
}
