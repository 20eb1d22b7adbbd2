import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import { type Case, type CasePart, partOf } from '../domain/case.js';
import type { Decision } from '../domain/decision.js';
import type { Register } from '../domain/recording.js';
import type { Attainment } from './attainment.entity.js';
import { AttainmentRepository } from './attainment.repository.js';
import { CaseRepository } from './case.repository.js';
import { DecisionRepository } from './decision.repository.js';
import { RegisterRepository } from './register.repository.js';

/** All that the recording of a decision looks at, with the rows of case and decision locked. */
export interface Recording {
  readonly applicationCase: Case;
  readonly part: CasePart;
  readonly decision: Decision;
  readonly register: Register;
  /** What was recorded before; empty unless the decision is RECORDED. */
  readonly attainments: readonly Attainment[];
}

@Injectable()
export class RecordingRepository {
  constructor(
    private readonly cases: CaseRepository,
    private readonly decisions: DecisionRepository,
    private readonly attainments: AttainmentRepository,
    private readonly registers: RegisterRepository,
  ) {}

  /** @returns undefined when the institution has no such decision, or its part is no longer in the application */
  async open(sql: SqlRunner, institutionOid: string, decisionId: string): Promise<Recording | undefined> {
    const key = { institutionOid, id: decisionId };
    const applicationId = await this.decisions.applicationOf(sql, key);
    if (applicationId === undefined) return undefined;
    // Sent together: the case is locked before the decision, and what is recorded of it is read under both locks.
    const [applicationCase, decision, attainments] = await Promise.all([
      this.cases.lock(sql, { institutionOid, applicationId }),
      this.decisions.lock(sql, key),
      this.attainments.ofDecision(sql, institutionOid, decisionId),
    ]);
    const part = decision && applicationCase && partOf(applicationCase, decision.partId);
    if (!part) return undefined;
    const register = await this.registers.forRecording(sql, applicationCase, part);
    return { applicationCase, part, decision, register, attainments };
  }

  /** The recording whose entry in the bank has this key. */
  async ofBankKey(sql: SqlRunner, institutionOid: string, bankKey: string): Promise<Recording | undefined> {
    const [row] = await sql.query<{ id: string }[]>(
      `SELECT id FROM decision WHERE institution_oid = $1 AND bank_key::text = $2 AND state = 'RECORDED'`,
      [institutionOid, bankKey],
    );
    return row && this.open(sql, institutionOid, row.id);
  }

  /**
   * @param recorded the decision in its state after recording
   * @returns the attainments as they stand now, the very answer that every later call gets
   */
  async save(
    sql: SqlRunner,
    { applicationCase, decision }: Recording,
    recorded: Decision,
    attainments: readonly Attainment[],
  ): Promise<readonly Attainment[]> {
    await Promise.all([
      this.decisions.save(sql, decision, recorded),
      this.attainments.add(sql, applicationCase, recorded, attainments),
    ]);
    return this.attainments.ofDecision(sql, recorded.institutionOid, recorded.id);
  }
}
