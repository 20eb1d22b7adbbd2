import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import { type Case, type CasePart, partOf } from '../domain/case.js';
import type { Decision } from '../domain/decision.js';
import type { Register } from '../domain/recording.js';
import { type Attainment, Attainments } from './attainments.js';
import { Cases } from './cases.js';
import { Decisions } from './decisions.js';
import { RegisterCopies } from './register-copies.js';

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
export class Recordings {
  constructor(
    private readonly cases: Cases,
    private readonly decisions: Decisions,
    private readonly attainments: Attainments,
    private readonly copies: RegisterCopies,
  ) {}

  /** @returns undefined when the institution has no such decision, or its part is no longer in the application */
  async open(sql: SqlRunner, institutionOid: string, decisionId: string): Promise<Recording | undefined> {
    const applicationId = await this.decisions.applicationOf(sql, institutionOid, decisionId);
    const applicationCase = applicationId && (await this.cases.lock(sql, institutionOid, applicationId));
    const decision = applicationCase && (await this.decisions.lock(sql, institutionOid, decisionId));
    const part = decision && partOf(applicationCase, decision.partId);
    if (!part) return undefined;
    const register = await this.copies.forRecording(sql, applicationCase, part);
    const attainments = await this.attainments.ofDecision(sql, institutionOid, decisionId);
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
    await this.decisions.advance(sql, recorded, decision.state);
    await this.attainments.add(sql, applicationCase, recorded, attainments);
    return this.attainments.ofDecision(sql, recorded.institutionOid, recorded.id);
  }
}
