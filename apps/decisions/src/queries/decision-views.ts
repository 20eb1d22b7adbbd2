import { creditsOf } from '#kernel';
import type { SqlRunner } from '#platform';
import type { DecisionView } from '../answer-shapes.js';

/** States in which the student sees a decision: a proposal is not one yet, and a void one never was. */
export const IN_FORCE: readonly string[] = ['FINAL', 'RECORDED'];

const DECISION_VIEWS = `
  SELECT decision.id, application_id, part_id, round, state, outcome, granted_credits, grade, field_of_education, keywords,
         reasons, basis_name, decider_id,
         coalesce(decision.decider_name, staff.name) AS decider_name, decided_at, void_reason, recorded_at
    FROM decision
    LEFT JOIN staff_copy staff ON staff.institution_oid = decision.institution_oid AND staff.person_id = decider_id
   WHERE decision.institution_oid = $1 AND application_id = $2 AND ($3::uuid IS NULL OR decision.id = $3)
   ORDER BY decided_at, decision.id`;

/** The decisions of an application, or the one with the id, in the order in which they were made. */
export async function decisionViews(
  sql: SqlRunner,
  institutionOid: string,
  applicationId: string,
  decisionId: string | null = null,
): Promise<DecisionView[]> {
  const rows = await sql.query<Row[]>(DECISION_VIEWS, [institutionOid, applicationId, decisionId]);
  return rows.map((row) => ({
    id: row.id,
    applicationId: row.application_id,
    partId: row.part_id,
    round: row.round,
    state: row.state,
    outcome: row.outcome,
    grantedCredits: creditsOf(row.granted_credits),
    grade: row.grade,
    fieldOfEducation: row.field_of_education,
    keywords: row.keywords,
    reasons: row.reasons,
    basisName: row.basis_name,
    decider: { id: row.decider_id, name: row.decider_name },
    decidedAt: row.decided_at.toISOString(),
    voidReason: row.void_reason,
    recordedAt: row.recorded_at?.toISOString() ?? null,
  }));
}

interface Row {
  id: string;
  application_id: string;
  part_id: string;
  round: number;
  state: DecisionView['state'];
  outcome: DecisionView['outcome'];
  granted_credits: number;
  grade: string | null;
  field_of_education: number | null;
  keywords: string[];
  reasons: string | null;
  basis_name: string | null;
  decider_id: string;
  decider_name: string | null;
  decided_at: Date;
  void_reason: string | null;
  recorded_at: Date | null;
}
