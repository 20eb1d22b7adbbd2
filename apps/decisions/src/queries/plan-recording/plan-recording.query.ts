import { Injectable } from '@nestjs/common';
import { seesApplication } from '#contracts';
import { type Day, creditsOf, finnishDay } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, orProblem, ProblemError, writeAudit } from '#platform';
import type { ErrorCode } from '../../errors.js';
import { handlersOf } from '../../domain/case.js';
import { can } from '../../domain/policy.js';
import { planAttainments, type PlannedAttainment } from '../../domain/recording.js';
import type { RecordingPlan } from '../../http/answer-shapes.js';
import { holderOfRights } from '../../persistence/rights.js';
import { RecordingRepository } from '../../persistence/recording.repository.js';

/** The recording of a decision before it is made (R108), for who may make it. Leaves an audit line. */
@Injectable()
export class PlanRecordingQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recordings: RecordingRepository,
    private readonly clock: Clock,
  ) {}

  async execute(reader: Actor, decisionId: string, recordedOn?: Day): Promise<RecordingPlan> {
    const { institutionOid, personId } = reader;
    const now = this.clock.now();
    return this.unitOfWork.run(async ({ sql }) => {
      const actor = await holderOfRights(sql, reader);
      const opened = await this.recordings.open(sql, institutionOid, decisionId);
      if (!opened || !seesApplication(actor, opened.applicationCase))
        throw new ProblemError<ErrorCode>('decision/decision-not-found');
      const { applicationCase, part, decision, register, attainments } = opened;
      orProblem(can(actor, 'record-recognition', { ...applicationCase, handlerIds: handlersOf([part]) }));
      await writeAudit(sql, {
        institutionOid,
        actorId: personId,
        action: 'read-recording',
        targetKind: 'decision',
        targetId: decisionId,
        subjectPersonId: applicationCase.studentId,
        at: now,
      });
      const recorded = decision.state === 'RECORDED';
      const days = { ...(recordedOn !== undefined && { recordedOn }), today: finnishDay(now) };
      const plan = recorded ? attainments : planAttainments(applicationCase, part, decision, register, days);
      return { decisionId, recorded, attainments: orProblem(plan).map(plannedView) };
    });
  }
}

function plannedView(planned: PlannedAttainment): RecordingPlan['attainments'][number] {
  const { recognitionType, courseCode, name, grade, fieldOfEducation, bases } = planned;
  const { originalDate, attainmentDate, recognitionDate } = planned;
  return {
    ...{ recognitionType, courseCode, name, credits: creditsOf(planned.credits), grade, fieldOfEducation, bases },
    ...{ originalDate, attainmentDate, recognitionDate },
  };
}
