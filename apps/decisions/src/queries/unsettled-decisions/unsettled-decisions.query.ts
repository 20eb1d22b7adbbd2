import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, idColumn, instantColumn, keyset, orProblem, pageOf, writeAudit } from '#platform';
import type { ErrorCode } from '../../errors.js';
import type { UnsettledDecision, UnsettledPage } from '../../http/answer-shapes.js';
import { voidText } from '../../http/void-texts.js';
import { can } from '../../domain/policy.js';
import { holderOfRights } from '../../persistence/rights.js';

/** For so many days a decision that did not come into force is still news. */
const NEWS_FOR_DAYS = 14;
/** By the time of the decision, and its id. */
const position = keyset(z.tuple([instantColumn, idColumn]), { code: 'decision/cursor-not-valid' satisfies ErrorCode });

/** One row more than is asked for shows that there is a next page; the partial index decision_unsettled holds them in this order. */
const UNSETTLED = `
  SELECT decision.id, decision.application_id AS "applicationId", decision.part_id AS "partId", part.number AS "partNumber",
         decision.state, decision.decided_at AS "decidedAt", decision.void_reason AS "voidReason", student.name AS "studentName"
    FROM decision
    JOIN application_case "case" USING (institution_oid, application_id)
    JOIN case_part part USING (institution_oid, application_id, part_id)
    LEFT JOIN student_copy student
           ON student.institution_oid = decision.institution_oid AND student.person_id = "case".student_id
   WHERE decision.institution_oid = $1 AND decision.decider_id = $2 AND decision.state IN ('PROPOSED', 'VOID')
     AND (decision.state = 'PROPOSED' OR decision.decided_at > $3
          AND NOT EXISTS (SELECT FROM decision later
                           WHERE later.institution_oid = decision.institution_oid AND later.part_id = decision.part_id
                             AND later.application_id = decision.application_id AND later.decided_at > decision.decided_at))
     AND ($4::timestamptz IS NULL OR (decision.decided_at, decision.id) < ($4::timestamptz, $5::uuid))
   ORDER BY decision.decided_at DESC, decision.id DESC
   LIMIT $6`;

interface Row extends Omit<UnsettledDecision, 'decisionId' | 'decidedAt' | 'voidText'> {
  readonly id: string;
  readonly decidedAt: Date;
  readonly voidReason: string | null;
}

/**
 * A decision holds when the applications service has confirmed it, a moment later (D5). Of the person's own ones: those that still
 * wait, and those that were refused since and not made anew. Leaves an audit line.
 */
@Injectable()
export class UnsettledDecisionsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<UnsettledPage> {
    const { institutionOid, personId } = actor;
    const now = this.clock.now();
    const since = new Date(now.getTime() - NEWS_FOR_DAYS * 86_400_000);
    return this.unitOfWork.run(async ({ sql }) => {
      orProblem(can(await holderOfRights(sql, actor), 'make-decision'));
      const [afterTime, afterId] = position.keyIn(cursor) ?? [null, null];
      const parameters = [institutionOid, personId, since, afterTime, afterId, limit + 1];
      const rows = await sql.query<Row[]>(UNSETTLED, parameters);
      const shown = pageOf(rows, limit, itemOf, (last) =>
        position.cursorAfter([last.decidedAt.toISOString(), last.id]),
      );
      await writeAudit(sql, {
        institutionOid,
        actorId: personId,
        action: 'read-unsettled-decisions',
        targetKind: 'decision-list',
        targetId: personId,
        details: { decisionIds: shown.items.map(({ decisionId }) => decisionId) },
        at: now,
      });
      return shown;
    });
  }
}

function itemOf({ id, decidedAt, voidReason, ...row }: Row): UnsettledDecision {
  return { decisionId: id, ...row, decidedAt: decidedAt.toISOString(), voidText: voidText(voidReason) };
}
