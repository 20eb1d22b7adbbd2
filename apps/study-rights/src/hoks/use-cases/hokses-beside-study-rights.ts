import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import type { Reach } from '../../study-rights/domain/study-right.js';
import { type AfterChange, HoksesOfStudyRight } from '../../study-rights/use-cases/hokses-of-study-right.js';
import { HoksRepository } from '../persistence/hoks.repository.js';
import { FeedbackDecisions } from './feedback-decisions.js';

/** What the HOKS wing does when a study right changes: decides anew on feedback, and follows to another oppilaitos. */
@Injectable()
export class HoksesBesideStudyRights implements HoksesOfStudyRight {
  constructor(
    private readonly hokses: HoksRepository,
    private readonly feedback: FeedbackDecisions,
  ) {}

  async liveHoksId(sql: SqlRunner, reach: Reach, studyRightOid: string): Promise<number | null> {
    return this.hokses.liveHoksId(sql, reach, studyRightOid);
  }

  async beforeChange(sql: SqlRunner, studyRightOid: string): Promise<AfterChange> {
    const hoks = await this.hokses.ofStudyRight(sql, null, studyRightOid);
    return (tx, studyRight, at) => this.feedback.redecide(tx, studyRight, hoks, at);
  }

  async move(sql: SqlRunner, institutionOid: string, studyRightOid: string): Promise<void> {
    await this.hokses.move(sql, institutionOid, studyRightOid);
  }
}
