import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import type { Case } from '../domain/case.js';
import type { Decision } from '../domain/decision.js';
import { type Attainment, ATTAINMENT, OF_WHOM } from './attainment.entity.js';

/** Attainments are added once, by the recording of a decision, and never changed here. */
@Injectable()
export class AttainmentRepository {
  async add(
    sql: SqlRunner,
    { studentId, studyRightId }: Case,
    { institutionOid, applicationId, partId }: Decision,
    attainments: readonly Attainment[],
  ): Promise<void> {
    const ofWhom = { institutionOid, applicationId, partId, studentId, studyRightId };
    await ATTAINMENT.insert(
      sql,
      attainments.map((attainment) => ({ ...attainment, ...ofWhom })),
    );
  }

  async ofDecision(sql: SqlRunner, institutionOid: string, decisionId: string): Promise<Attainment[]> {
    return ATTAINMENT.find(sql, { institutionOid, decisionId }, { order: ['id'], except: OF_WHOM });
  }
}
