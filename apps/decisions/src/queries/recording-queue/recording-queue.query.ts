import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { creditsOf } from '#kernel';
import { UnitOfWork } from '#messaging';
import {
  type Actor,
  Clock,
  idColumn,
  instantColumn,
  keyset,
  orProblem,
  type Page,
  pageOf,
  writeAudit,
} from '#platform';
import type { ErrorCode } from '../../errors.js';
import type { QueueItem } from '../../http/answer-shapes.js';
import { can } from '../../domain/policy.js';

const DAY_MS = 86_400_000;
const SEES_ALL: readonly string[] = ['RECORDER', 'ADMIN'];
/** By the time of the decision, and its id. */
const position = keyset(z.tuple([instantColumn, idColumn]), { code: 'decision/cursor-not-valid' satisfies ErrorCode });

/** The partial index decision_to_record holds exactly these rows in this order. */
const RECORDING_QUEUE_SQL = `
  SELECT decision.id, decision.application_id, decision.part_id, part.number, part.type, part.handler_id, "case".student_id,
         decision.decided_at, decision.granted_credits
    FROM decision
    JOIN application_case "case" USING (institution_oid, application_id)
    JOIN case_part part USING (institution_oid, application_id, part_id)
   WHERE decision.institution_oid = $1 AND decision.state = 'FINAL' AND decision.outcome = 'APPROVED'
     AND ($2::text IS NULL OR part.handler_id = $2)
     AND ($3::timestamptz IS NULL OR (decision.decided_at, decision.id) > ($3::timestamptz, $4::uuid))
   ORDER BY decision.decided_at, decision.id
   LIMIT $5`;

/**
 * Parts approved but not recorded (R24), oldest first: no approval is forgotten here. Recorders and administrators see
 * the whole institution, handlers their own parts. Each page leaves an audit line.
 */
@Injectable()
export class RecordingQueueQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, page: { limit: number; cursor?: string }): Promise<Page<QueueItem>> {
    const { institutionOid, personId, roles } = actor;
    orProblem(can(actor, 'see-recording-queue', { institutionOid, studentId: '', handlerIds: [] }));
    const [after, afterId] = position.keyIn(page.cursor) ?? [null, null];
    const ownParts = roles.some((role) => SEES_ALL.includes(role)) ? null : personId;
    const now = this.clock.now();
    return this.unitOfWork.run(async ({ sql }) => {
      const rows = await sql.query<Row[]>(RECORDING_QUEUE_SQL, [
        institutionOid,
        ownParts,
        after,
        afterId,
        page.limit + 1,
      ]);
      const shown = pageOf(
        rows,
        page.limit,
        (row) => itemFrom(row, now),
        (last) => position.cursorAfter([last.decided_at.toISOString(), last.id]),
      );
      await writeAudit(sql, {
        institutionOid,
        actorId: personId,
        action: 'read-recording-queue',
        targetKind: 'recording-queue',
        targetId: institutionOid,
        details: { decisionIds: shown.items.map(({ decisionId }) => decisionId) },
        at: now,
      });
      return shown;
    });
  }
}

interface Row {
  id: string;
  application_id: string;
  part_id: string;
  number: number;
  type: QueueItem['type'];
  handler_id: string | null;
  student_id: string;
  decided_at: Date;
  granted_credits: number;
}

function itemFrom(row: Row, now: Date): QueueItem {
  return {
    decisionId: row.id,
    applicationId: row.application_id,
    partId: row.part_id,
    partNumber: row.number,
    type: row.type,
    handlerId: row.handler_id,
    studentId: row.student_id,
    grantedCredits: creditsOf(row.granted_credits),
    decidedAt: row.decided_at.toISOString(),
    ageDays: Math.floor((now.getTime() - row.decided_at.getTime()) / DAY_MS),
  };
}
