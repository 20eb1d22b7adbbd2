import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock, writeAudit } from '#platform';
import { finnishDay } from '../../domain/dates.js';
import { feedbackDecided } from '../../outgoing-events.js';
import { hoksFeedbackTable, type SurveyKey } from '../../persistence/hoks-feedback-table.js';
import { hoksTable } from '../../persistence/hoks-table.js';
import { studyRightTable } from '../../persistence/study-right-table.js';
import { decideSurvey } from '../redecide-feedback.js';

/** Surveys of one run, and of one transaction: study rights are not kept locked for long. */
const BATCH = 1000;
const TOGETHER = 100;

/** Decides for good on the surveys whose trigger date has come (R172); those that go are told, each once. */
@Injectable()
export class DecideDueFeedback {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @returns how many were decided on, at most 1,000; 0 also while another process is at it */
  async run(): Promise<number> {
    for (let decided = 0; ;) {
      const some = await this.unitOfWork.run((tx) => this.someOf(tx));
      decided += some;
      if (some === 0 || decided + TOGETHER > BATCH) return decided;
    }
  }

  private async someOf(tx: Transaction): Promise<number> {
    if (!(await hoksFeedbackTable.lockJob(tx.sql))) return 0;
    const at = this.clock.now();
    const due = await hoksFeedbackTable.due(tx.sql, finnishDay(at), TOGETHER);
    for (const key of due) await this.decide(tx, key, at);
    return due.length;
  }

  private async decide(tx: Transaction, { hoksId, survey }: SurveyKey, at: Date): Promise<void> {
    const hoks = await hoksTable.find(tx.sql, null, hoksId);
    const stored = hoks && (await studyRightTable.find(tx.sql, null, hoks.studyRightOid, true));
    if (hoks === null || hoks.deletedAt !== null || stored === null) return hoksFeedbackTable.forget(tx.sql, hoksId);
    const { studyRight } = stored;
    const question = { studyRight, hoks, survey, at, moment: 'FINAL' } as const;
    const { record, decision } = await decideSurvey(tx, question);
    if (!decision.eligible || record.triggerDate === null) {
      return hoksFeedbackTable.save(tx.sql, record, { ...decision, due: false, at, sentAt: null });
    }
    const sent = { ...decision, state: 'lahetetty', due: false, at, sentAt: at } as const;
    await hoksFeedbackTable.save(tx.sql, record, sent);
    await tx.append(feedbackDecided(studyRight, { hoksId, survey, triggerDate: record.triggerDate }));
    await writeAudit(tx.sql, {
      ...{ institutionOid: studyRight.institutionOid, actorId: 'system:feedback', at, action: 'trigger-feedback' },
      ...{ targetKind: 'hoks', targetId: String(hoksId), subjectPersonId: studyRight.learnerOid },
      details: { studyRightOid: studyRight.oid, survey, triggerDate: record.triggerDate },
    });
  }
}
