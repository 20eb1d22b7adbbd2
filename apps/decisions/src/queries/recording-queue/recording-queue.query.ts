import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { creditsOf, type LocalisedText, waysTo } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, idColumn, instantColumn, keyset, orProblem, pageOf, writeAudit } from '#platform';
import type { ErrorCode } from '../../errors.js';
import type { QueueItem, QueuePage } from '../../http/answer-shapes.js';
import { can } from '../../domain/policy.js';
import { holderOfRights } from '../../persistence/rights.js';
import { COUNTED_TO, countSql, pageSql, type QueueFilter } from './recording-queue.sql.js';

const DAY_MS = 86_400_000;
/** By the time of the decision, and its id. */
const position = keyset(z.tuple([instantColumn, idColumn]), { code: 'decision/cursor-not-valid' satisfies ErrorCode });

export interface QueueRequest extends QueueFilter {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * Parts approved but not recorded (R24), oldest first: no approval is forgotten here. Everybody sees
 * what the rights matrix asks of their role: by default recorders and administrators all, handlers their own parts. Each page leaves an audit line.
 */
@Injectable()
export class RecordingQueueQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { limit, cursor, ...filter }: QueueRequest): Promise<QueuePage> {
    const { institutionOid, personId } = actor;
    const now = this.clock.now();
    return this.unitOfWork.run(async ({ sql }) => {
      const reader = await holderOfRights(sql, actor);
      orProblem(can(reader, 'see-recording-queue'));
      const ways = waysTo(reader, 'see-recording-queue');
      const queue = { ...filter, institutionOid, personId, programmeCodes: reader.programmeCodes, ways };
      const page = pageSql(queue, position.keyIn(cursor), limit);
      const count = countSql(queue);
      const [rows, [counted]] = await Promise.all([
        sql.query<Row[]>(page.sql, page.parameters),
        sql.query<{ total: number }[]>(count.sql, count.parameters),
      ]);
      const shown = pageOf(
        rows,
        limit,
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
      const total = counted?.total ?? 0;
      return { ...shown, total: Math.min(total, COUNTED_TO), totalIsExact: total <= COUNTED_TO };
    });
  }
}

interface Row {
  readonly id: string;
  readonly application_id: string;
  readonly part_id: string;
  readonly number: number;
  readonly type: QueueItem['type'];
  readonly handler_id: string | null;
  readonly handler_name: string | null;
  readonly student_id: string;
  readonly student_name: string | null;
  readonly programme_code: string;
  readonly programme_name: LocalisedText | null;
  readonly target: { readonly courseCode: string; readonly name: LocalisedText } | null;
  readonly target_count: number;
  readonly basis_name: string | null;
  readonly decided_at: Date;
  readonly granted_credits: number;
}

function itemFrom(row: Row, now: Date): QueueItem {
  return {
    decisionId: row.id,
    applicationId: row.application_id,
    partId: row.part_id,
    partNumber: row.number,
    type: row.type,
    handlerId: row.handler_id,
    handlerName: row.handler_name,
    studentId: row.student_id,
    studentName: row.student_name,
    programmeCode: row.programme_code,
    programmeName: row.programme_name,
    target: row.target && { courseCode: row.target.courseCode, name: row.target.name },
    targetCount: row.target_count,
    basisName: row.basis_name,
    grantedCredits: creditsOf(row.granted_credits),
    decidedAt: row.decided_at.toISOString(),
    ageDays: Math.floor((now.getTime() - row.decided_at.getTime()) / DAY_MS),
  };
}
