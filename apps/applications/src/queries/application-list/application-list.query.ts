import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, idColumn, instantColumn, keyset, pageOf, type SqlRunner, writeAudit } from '#platform';
import type { ApplicationListItem, ApplicationPage } from '../../http/answer-shapes.js';
import type { ApplicationKind } from '../../domain/application.js';
import { STATES_ON_THE_HANDLERS_LIST } from '../../domain/application.states.js';
import type { CountedPart } from '../../domain/count-of-parts.js';
import { deriveApplicationState } from '../../domain/derive-application-state.js';
import { labelsOfApplication } from '../../domain/label-of-application.js';
import { authorise } from '../../use-cases/authorise.js';

export interface PageRequest {
  readonly view: 'own' | 'handling';
  /** 1–100. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface ItemRow {
  readonly id: string;
  readonly version: number;
  readonly kind: ApplicationKind;
  readonly student_id: string;
  readonly student_name: string | null;
  readonly programme_code: string;
  readonly submitted_at: Date | null;
  readonly changed_at: Date;
  readonly parts: readonly CountedPart[];
  readonly position: string;
}

const ITEM_COLUMNS = `
  a.id, a.version, a.kind, a.student_id, a.programme_code, a.submitted_at, a.changed_at,
  (SELECT p.first_name || ' ' || p.last_name FROM person_copy p
    WHERE p.institution_oid = a.institution_oid AND p.person_id = a.student_id) AS student_name,
  (SELECT jsonb_agg(jsonb_build_object('state', p.state, 'outcome', p.outcome)) FROM application_part p
    WHERE p.institution_oid = a.institution_oid AND p.application_id = a.id) AS parts`;

const POSITION = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS position`;

/** The student's own applications, newest first. */
const OWN = `
  SELECT ${ITEM_COLUMNS}, ${POSITION('a.created_at')}
    FROM application a
   WHERE a.institution_oid = $1 AND a.student_id = $2
     AND ($3::timestamptz IS NULL OR (a.created_at, a.id) < ($3::timestamptz, $4::uuid))
   ORDER BY a.created_at DESC, a.id DESC
   LIMIT $5`;

/** Those of which the handler has an open part (R7, R21), longest waiting first; cancelled parts do not count (R38). */
const HANDLING = `
  SELECT ${ITEM_COLUMNS}, ${POSITION('a.submitted_at')}
    FROM application a
   WHERE a.institution_oid = $1 AND a.submitted_at IS NOT NULL
     AND a.id IN (SELECT p.application_id FROM application_part p
                   WHERE p.institution_oid = $1 AND p.handler_id = $2 AND p.state = ANY ($6::text[]))
     AND ($3::timestamptz IS NULL OR (a.submitted_at, a.id) > ($3::timestamptz, $4::uuid))
   ORDER BY a.submitted_at, a.id
   LIMIT $5`;

/** The sort time as PostgreSQL prints it, to the microsecond; and the id, because times can be equal. */
const position = keyset(z.tuple([instantColumn, idColumn]), {
  code: 'platform/validation-failed',
  details: {
    errors: [{ path: 'cursor', code: 'invalid_format', wording: 'cursor' }],
  },
});

@Injectable()
export class ApplicationListQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** One page; the reading leaves an audit line that names the applications on it. */
  async execute(actor: Actor, request: PageRequest): Promise<ApplicationPage> {
    authorise(actor, request.view === 'own' ? 'list-own' : 'list-handling');
    return this.unitOfWork.run(async ({ sql }) => {
      const rows = await pageRows(sql, actor, request);
      const page = pageOf(
        rows,
        request.limit,
        (row) => toItem(row, actor),
        (last) => position.cursorAfter([last.position, last.id]),
      );
      await writeAudit(sql, {
        institutionOid: actor.institutionOid,
        actorId: actor.personId,
        action: `list-${request.view}`,
        targetKind: 'application-list',
        targetId: request.view,
        subjectPersonId: request.view === 'own' ? actor.personId : null,
        details: { applicationIds: page.items.map((item) => item.id) },
        at: this.clock.now(),
      });
      return page;
    });
  }
}

async function pageRows(sql: SqlRunner, actor: Actor, { view, limit, cursor }: PageRequest): Promise<ItemRow[]> {
  const [after, afterId] = position.keyIn(cursor) ?? [null, null];
  const parameters = [actor.institutionOid, actor.personId, after, afterId, limit + 1];
  return view === 'own'
    ? sql.query<ItemRow[]>(OWN, parameters)
    : sql.query<ItemRow[]>(HANDLING, [...parameters, STATES_ON_THE_HANDLERS_LIST]);
}

function toItem(row: ItemRow, viewer: Actor): ApplicationListItem {
  const labels = labelsOfApplication(row.kind, row.parts, viewer.personId === row.student_id ? 'STUDENT' : 'STAFF');
  return {
    id: row.id,
    version: row.version,
    state: deriveApplicationState(row.kind, row.parts),
    label: labels.state,
    outcomeLabel: labels.outcome,
    studentId: row.student_id,
    studentName: row.student_name,
    programmeCode: row.programme_code,
    partCount: row.parts.length,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    changedAt: row.changed_at.toISOString(),
  };
}
