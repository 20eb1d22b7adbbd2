import { creditsOf } from '#kernel';
import type { SqlRunner } from '#platform';
import type { DecisionView } from '../http/answer-shapes.js';
import { voidText } from '../http/void-texts.js';
import type { Decision } from '../domain/decision.js';
import { DECISION, type DecisionRow } from '../persistence/decision.entity.js';

/** What people read of a decision as it is stored. Named one by one: the key of the bank's entry is for nobody (R85). */
const SHOWN = [
  'id',
  'applicationId',
  'partId',
  'round',
  'state',
  'outcome',
  'grantedCredits',
  'grade',
  'fieldOfEducation',
  'keywords',
  'reasons',
  'basisName',
  'voidReason',
] as const satisfies readonly (keyof Decision)[];

/** States in which the student sees a decision: a proposal is not one yet, and a void one never was. */
export const IN_FORCE: readonly string[] = ['FINAL', 'RECORDED'];

const DECISIONS = `
  SELECT ${DECISION.selected(['deciderName'])},
         coalesce(decider_name, (SELECT name FROM staff_copy staff WHERE staff.institution_oid = decision.institution_oid
                                    AND staff.person_id = decider_id)) AS "deciderName",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('code', used.code, 'terms', coalesce(copy.terms, jsonb_build_object('fi', used.code)))
                                    ORDER BY used.place), '[]')
            FROM unnest(decision.keywords) WITH ORDINALITY AS used (code, place)
            LEFT JOIN keyword_copy copy ON copy.institution_oid = decision.institution_oid AND copy.code = used.code) AS "keywordsInWords"
    FROM decision
   WHERE institution_oid = $1 AND application_id = $2 AND ($3::uuid IS NULL OR id = $3)
   ORDER BY decided_at, id`;

/** The decisions of an application, or the one with the id, in the order in which they were made. */
export async function decisionViews(
  sql: SqlRunner,
  institutionOid: string,
  applicationId: string,
  decisionId: string | null = null,
): Promise<DecisionView[]> {
  const rows = await sql.query<ShownRow[]>(DECISIONS, [institutionOid, applicationId, decisionId]);
  return rows.map(decisionView);
}

type ShownRow = DecisionRow & Pick<DecisionView, 'keywordsInWords'>;

function decisionView(decision: ShownRow): DecisionView {
  const shown = Object.fromEntries(SHOWN.map((field) => [field, decision[field]]));
  return {
    ...(shown as unknown as Pick<Decision, (typeof SHOWN)[number]>),
    grantedCredits: creditsOf(decision.grantedCredits),
    keywordsInWords: decision.keywordsInWords,
    decider: { id: decision.deciderId, name: decision.deciderName },
    decidedAt: decision.decidedAt.toISOString(),
    awaitsConfirmationSince: decision.state === 'PROPOSED' ? decision.decidedAt.toISOString() : null,
    voidText: voidText(decision.voidReason),
    recordedAt: decision.recordedAt?.toISOString() ?? null,
  };
}
