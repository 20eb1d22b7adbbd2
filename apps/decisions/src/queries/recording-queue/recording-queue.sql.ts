export interface QueueFilter {
  readonly programmeCode?: string | undefined;
  /** A piece of the student's name. */
  readonly text?: string | undefined;
}

export interface Queue extends QueueFilter {
  readonly institutionOid: string;
  /** Whose parts; null: everybody's. */
  readonly handlerId: string | null;
}

interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** Rows are counted to here. */
export const COUNTED_TO = 10_000;

/** The partial index decision_to_record holds exactly the decisions of the queue in their order. */
const QUEUE = `
    FROM decision
    JOIN application_case "case" USING (institution_oid, application_id)
    JOIN case_part part USING (institution_oid, application_id, part_id)
    LEFT JOIN student_copy student
           ON student.institution_oid = decision.institution_oid AND student.person_id = "case".student_id
   WHERE decision.institution_oid = $1 AND decision.state = 'FINAL' AND decision.outcome = 'APPROVED'
     AND ($2::text IS NULL OR part.handler_id = $2)
     AND ($3::text IS NULL OR "case".programme_code = $3)
     AND ($4::text IS NULL OR student.name ILIKE $4)`;

function parametersOf({ institutionOid, handlerId, programmeCode, text }: Queue): unknown[] {
  const like = text === undefined ? null : `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  return [institutionOid, handlerId, programmeCode ?? null, like];
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
  ${QUEUE}
     AND ($5::timestamptz IS NULL OR (decision.decided_at, decision.id) > ($5::timestamptz, $6::uuid))
   ORDER BY decision.decided_at, decision.id
   LIMIT $7`;
  return { sql, parameters: [...parametersOf(queue), after?.[0] ?? null, after?.[1] ?? null, limit + 1] };
}

/** How many there are, counted to one more than `COUNTED_TO`. */
export function countSql(queue: Queue): Statement {
  const sql = `SELECT count(*)::int AS total FROM (SELECT ${QUEUE} LIMIT ${COUNTED_TO + 1}) AS counted`;
  return { sql, parameters: parametersOf(queue) };
}
