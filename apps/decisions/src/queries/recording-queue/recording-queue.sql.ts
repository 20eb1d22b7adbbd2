import type { Condition } from '#kernel';

export interface QueueFilter {
  readonly programmeCode?: string | undefined;
  /** A piece of the student's name. */
  readonly text?: string | undefined;
}

export interface Queue extends QueueFilter {
  readonly institutionOid: string;
  /** Who reads, and what the rights matrix asks of their roles: all conditions of one way. */
  readonly personId: string;
  readonly programmeCodes: readonly string[];
  readonly ways: readonly (readonly Condition[])[];
}

interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** Rows are counted to here. */
export const COUNTED_TO = 10_000;

/** The partial index decision_to_record holds exactly the decisions of the queue in their order. */
const queueOf = ({ ways }: Queue) => `
    FROM decision
    JOIN application_case "case" USING (institution_oid, application_id)
    JOIN case_part part USING (institution_oid, application_id, part_id)
    LEFT JOIN student_copy student
           ON student.institution_oid = decision.institution_oid AND student.person_id = "case".student_id
   WHERE decision.institution_oid = $1 AND decision.state = 'FINAL' AND decision.outcome = 'APPROVED'
     AND $2::text IS NOT NULL AND $3::text[] IS NOT NULL AND (${ways.map(isMet).join(' OR ')})
     AND ($4::text IS NULL OR "case".programme_code = $4)
     AND ($5::text IS NULL OR student.name ILIKE $5)`;

/** A condition of the rights matrix, as `can` asks it of one part. */
const MET: Readonly<Record<Condition, string>> = {
  HOLDS_THE_STEP: 'part.handler_id = $2',
  SAME_PROGRAMME: '"case".programme_code = ANY ($3)',
  OWN_APPLICATION: '"case".student_id = $2',
  NOT_OWN_APPLICATION: '"case".student_id <> $2',
  APPROVED: 'true',
};

function isMet(conditions: readonly Condition[]): string {
  return ['true', ...conditions.map((condition) => MET[condition])].join(' AND ');
}

function parametersOf({ institutionOid, personId, programmeCodes, programmeCode, text }: Queue): unknown[] {
  const like = text === undefined ? null : `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  return [institutionOid, personId, programmeCodes, programmeCode ?? null, like];
}

/** One row more than `limit` shows that there is a next page. */
export function pageSql(queue: Queue, after: readonly [string, string] | undefined, limit: number): Statement {
  const sql = `
  SELECT decision.id, decision.application_id, decision.part_id, part.number, part.type, part.handler_id,
         (SELECT name FROM staff_copy staff WHERE staff.institution_oid = decision.institution_oid
                                              AND staff.person_id = part.handler_id) AS handler_name,
         "case".student_id, student.name AS student_name, "case".programme_code,
         (SELECT name FROM programme_copy programme WHERE programme.institution_oid = decision.institution_oid
                                                      AND programme.programme_code = "case".programme_code) AS programme_name,
         part.targets -> 0 AS target, jsonb_array_length(part.targets) AS target_count, part.bases -> 0 ->> 'name' AS basis_name,
         decision.decided_at, decision.granted_credits
  ${queueOf(queue)}
     AND ($6::timestamptz IS NULL OR (decision.decided_at, decision.id) > ($6::timestamptz, $7::uuid))
   ORDER BY decision.decided_at, decision.id
   LIMIT $8`;
  return { sql, parameters: [...parametersOf(queue), after?.[0] ?? null, after?.[1] ?? null, limit + 1] };
}

/** How many there are, counted to one more than `COUNTED_TO`. */
export function countSql(queue: Queue): Statement {
  const sql = `SELECT count(*)::int AS total FROM (SELECT ${queueOf(queue)} LIMIT ${COUNTED_TO + 1}) AS counted`;
  return { sql, parameters: parametersOf(queue) };
}
