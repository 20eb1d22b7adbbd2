import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { seesApplication } from '#contracts';
import { finnishDay, isRefused } from '#kernel';
import { ProblemError, type SentCommand, type SqlRunner } from '#platform';
import type { ErrorCode } from '../../errors.js';
import { type Decision, markRecorded } from '../../domain/decision.js';
import type { Person } from '../../domain/policy.js';
import type { AttainmentView } from '../../http/answer-shapes.js';
import { attainmentView } from '../../http/attainment-view.js';
import { planAttainments, precedentOf } from '../../domain/recording.js';
import { aRecordingKeepsItsDate } from '../../domain/rules/a-recording-keeps-its-date.js';
import type { Attainment } from '../../persistence/attainment.entity.js';
import { RecordingRepository } from '../../persistence/recording.repository.js';
import { recordingAnnounced } from '../../published-events.js';
import { ActOnCase, type Done } from '../act-on-case.js';

export interface RecordedRecognition {
  readonly decisionId: string;
  readonly attainments: readonly AttainmentView[];
}

/**
 * Records an approved part: attainments, their events, and one anonymous precedent (R86, R106–R114). One command per
 * part, idempotent: the second recorder, also at the same moment, gets the attainments of the first (R113).
 */
@Injectable()
export class RecordRecognition {
  constructor(
    private readonly act: ActOnCase,
    private readonly recordings: RecordingRepository,
  ) {}

  /** @throws ProblemError with a code of errors.ts; then nothing has been recorded */
  async execute(command: SentCommand, decisionId: string, recordedOn?: string): Promise<RecordedRecognition> {
    const open = (sql: SqlRunner, actor: Person) => this.open(sql, actor, decisionId);
    return this.act.execute('record-recognition', command, open, async (recording, { actorId, now, tx }) => {
      const { applicationCase, part, decision, register, attainments: before } = recording;
      if (decision.state === 'RECORDED') {
        return aRecordingKeepsItsDate(before, recordedOn) ?? done(decision, before, 'read-recording');
      }
      const days = { recordedOn, today: finnishDay(now) };
      const planned = planAttainments(applicationCase, part, decision, register, days);
      if (isRefused(planned)) return planned;
      const recorded = markRecorded(decision, { recorderId: actorId, bankKey: randomUUID(), now });
      if (isRefused(recorded)) return recorded;
      const attainments = planned.map((attainment) => ({ ...attainment, id: uuidV7(), decisionId: decision.id }));
      const saved = await this.recordings.save(tx.sql, recording, recorded, attainments);
      const precedent = precedentOf(applicationCase, part, decision, register);
      await tx.append(...recordingAnnounced(applicationCase, recorded, attainments, precedent));
      return done(recorded, saved);
    });
  }

  private async open(sql: SqlRunner, actor: Person, decisionId: string) {
    const recording = await this.recordings.open(sql, actor.institutionOid, decisionId);
    if (recording && seesApplication(actor, recording.applicationCase)) return recording;
    throw new ProblemError<ErrorCode>('decision/decision-not-found');
  }
}

function done(decision: Decision, attainments: readonly Attainment[], auditedAs?: string): Done<RecordedRecognition> {
  const answer = { decisionId: decision.id, attainments: attainments.map(attainmentView) };
  const details = { attainmentIds: attainments.map(({ id }) => id) };
  return { decision, answer, details, ...(auditedAs !== undefined && { auditedAs }) };
}
