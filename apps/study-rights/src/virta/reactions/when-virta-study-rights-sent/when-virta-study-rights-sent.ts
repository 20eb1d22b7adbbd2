import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { finnishDay, LIMITS, refuse } from '#kernel';
import { Reaction, type ReactionContext, type ReceivedEvent, type Transaction } from '#messaging';
import { Clock, writeAudit } from '#platform';
import { messageOf } from '../../../problems/error-messages.js';
import { higherEducationStored } from '../../published-events.js';
import { HigherEducationRepository } from '../../persistence/higher-education.repository.js';
import type { SentFact } from '../../../persistence/sender-time.repository.js';
import { VirtaRepository } from '../../persistence/virta.repository.js';
import { sentFactOf } from '../../../study-rights/reactions/sent-by-a-system.js';
import { VirtaReader, type VirtaError, type VirtaRecord } from '../../read-virta-document.js';

/**
 * VIRTA records by event: good ones are kept, read only, and passed on to those who decide by them (R60, R154); bad ones are
 * answered with the line and the key, and do not hold up the others.
 */
@Controller()
export class WhenVirtaStudyRightsSent {
  constructor(
    private readonly clock: Clock,
    private readonly virta: VirtaRepository,
    private readonly higherEducation: HigherEducationRepository,
  ) {}

  @Reaction('national.virta-study-rights-sent.v1')
  async handle(
    @Payload() event: ReceivedEvent<'national.virta-study-rights-sent.v1'>,
    @Ctx() { tx }: ReactionContext,
  ): Promise<void> {
    const { institutionOid, body } = event;
    const reader = new VirtaReader(institutionOid);
    const errors: VirtaError[] = [];
    for (const read of [...reader.push(body.xml), ...reader.end()]) {
      const error = 'error' in read ? read : await this.store(tx, read, sentFactOf(event, this.clock.now()));
      if (error !== null) errors.push(error);
    }
    const [first, ...others] = errors.slice(0, LIMITS.refusalsOfAnAnswer).map(reported);
    if (first === undefined) return;
    await tx.append({
      name: 'study-rights.virta-records-refused.v1',
      key: institutionOid,
      institutionOid,
      body: { institutionOid, transferEventId: event.id, refused: errors.length, errors: [first, ...others] },
    });
  }

  private async store(
    tx: Transaction,
    { line, studyRight }: VirtaRecord,
    sent: SentFact | null,
  ): Promise<VirtaError | null> {
    const { institutionOid, id, key } = studyRight;
    if ((await this.higherEducation.findForUpdate(tx.sql, institutionOid, id)) !== null) {
      return { line, key, error: refuse('conflict.virtaJulkaistuMuutoin') };
    }
    const at = this.clock.now();
    const stored = await this.virta.save(tx.sql, studyRight, at, sent?.sentAt ?? null);
    if (stored === null) return null;
    if (stored === 'OLDER') return { line, key, error: refuse('conflict.vanhempiTapahtuma') };
    await tx.append(higherEducationStored(stored, finnishDay(at)));
    await writeAudit(tx.sql, {
      institutionOid,
      actorId: 'system:virta',
      action: 'store-higher-education-study-right',
      targetKind: 'study-right',
      targetId: id,
      subjectPersonId: stored.studentId,
      details: { version: stored.version },
      at,
    });
    return null;
  }
}

function reported({ line, key, error }: VirtaError) {
  return { line, recordKey: key, key: error.refused, message: messageOf(error) };
}
