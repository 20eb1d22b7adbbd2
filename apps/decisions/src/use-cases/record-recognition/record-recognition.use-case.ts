import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { seesApplication } from '#contracts';
import { finnishDay } from '#kernel';
import { type Transaction, UnitOfWork } from '#messaging';
import { type Actor, Clock, orProblem, ProblemError, writeAudit } from '#platform';
import type { ErrorCode } from '../../errors.js';
import { recordingAnnounced } from '../../published-events.js';
import { handlersOf } from '../../domain/case.js';
import { markRecorded } from '../../domain/decision.js';
import { planAttainments, precedentOf } from '../../domain/recording.js';
import { refusalFor } from '../../domain/policy.js';
import { aRecordingKeepsItsDate } from '../../domain/rules/a-recording-keeps-its-date.js';
import type { Attainment } from '../../persistence/attainments.js';
import { type Recording, Recordings } from '../../persistence/recordings.js';

/**
 * Records an approved part: attainments, their events, and one anonymous precedent (R86, R106–R114). One command per
 * part, idempotent: whoever comes second, or at the same moment, gets the attainments of the first (R113).
 */
@Injectable()
export class RecordRecognition {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recordings: Recordings,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError with a code of errors.ts; then nothing has been recorded */
  async execute(actor: Actor, decisionId: string, recordedOn: string | undefined): Promise<readonly Attainment[]> {
    return this.unitOfWork.run(async (tx) => {
      const recording = await this.recordings.open(tx.sql, actor.institutionOid, decisionId);
      if (!recording || !seesApplication(actor, recording.kase)) {
        throw new ProblemError<ErrorCode>('decision/decision-not-found');
      }
      const { kase, part, decision } = recording;
      orProblem(refusalFor(actor, 'record-recognition', { ...kase, handlerIds: handlersOf([part]) }));

      const repeated = decision.state === 'RECORDED';
      if (repeated) orProblem(aRecordingKeepsItsDate(recording.attainments, recordedOn));
      const now = this.clock.now();
      const attainments = repeated ? recording.attainments : await this.record(tx, recording, actor, now, recordedOn);
      await writeAudit(tx.sql, {
        institutionOid: actor.institutionOid,
        actorId: actor.personId,
        action: repeated ? 'read-recording' : 'record-recognition',
        targetKind: 'decision',
        targetId: decisionId,
        subjectPersonId: kase.studentId,
        details: { applicationId: kase.applicationId, attainmentIds: attainments.map(({ id }) => id) },
        at: now,
      });
      return attainments;
    });
  }

  private async record(tx: Transaction, recording: Recording, actor: Actor, now: Date, recordedOn?: string) {
    const { kase, part, decision, register } = recording;
    const planned = orProblem(planAttainments(kase, part, decision, register, { recordedOn, today: finnishDay(now) }));
    const recorded = orProblem(markRecorded(decision, { recorderId: actor.personId, bankKey: randomUUID(), now }));
    const attainments = planned.map((attainment) => ({ ...attainment, id: uuidV7(), decisionId: decision.id }));
    const saved = await this.recordings.save(tx.sql, recording, recorded, attainments);
    await tx.append(...recordingAnnounced(kase, recorded, attainments, precedentOf(kase, part, decision, register)));
    return saved;
  }
}
