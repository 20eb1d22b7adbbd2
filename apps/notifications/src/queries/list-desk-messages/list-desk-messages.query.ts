import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, idColumn, instantColumn, keyset, pageOf, type SqlRunner, writeAudit } from '#platform';
import type { ErrorCode } from '../../errors.js';
import { fullName } from '../../domain/person.js';
import type { Language, Template, TemplateParameters } from '../../domain/templates.js';
import { Links, pathToApplication } from '../../texts/links.js';
import { Texts } from '../../texts/texts.js';
import type { DeskMessage, DeskPage } from './desk-message-view.js';

/** Newest first; the id decides between equals. */
const position = keyset(z.tuple([instantColumn, idColumn]), { code: 'message/cursor-invalid' satisfies ErrorCode });

export interface DeskRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Only what is unread, or only what has been read. */
  readonly unread?: boolean | undefined;
}

/**
 * The actor's own desk messages, newest first, in the actor's language (R4, R79). Texts are made at this moment, so that
 * a changed wording or name shows at once (R35). Names students, hence one audit line per named student.
 */
@Injectable()
export class ListDeskMessagesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly texts: Texts,
    private readonly links: Links,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError message/cursor-invalid */
  async execute(actor: Actor, { limit, cursor, unread }: DeskRequest): Promise<DeskPage> {
    const [after, afterId] = position.keyIn(cursor) ?? [null, null];
    const desk = [actor.institutionOid, actor.personId];
    const rows = await this.unitOfWork.run(async ({ sql }) => {
      const found = await sql.query<DeskRow[]>(DESK_SQL, [...desk, after, afterId, limit + 1, unread ?? null]);
      await this.audit(sql, actor, found.slice(0, limit));
      return found;
    });
    return pageOf(
      rows,
      limit,
      (row) => this.message(row),
      (last) => position.cursorAfter([last.delivered_at.toISOString(), last.id]),
    );
  }

  private message(row: DeskRow): DeskMessage {
    const { id, template, language, parameters } = row;
    const studentName = fullName(row.first_name, row.last_name);
    const link = this.links.toApplication(row.application_id);
    const { subject, paragraphs, linkText } = this.texts.render({ template, language, parameters, studentName, link });
    return {
      id,
      template,
      language,
      subject,
      text: paragraphs.join('\n\n'),
      link,
      path: pathToApplication(row.application_id),
      linkText,
      applicationId: row.application_id,
      deliveredAt: row.delivered_at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
    };
  }

  private async audit(sql: SqlRunner, actor: Actor, rows: readonly DeskRow[]): Promise<void> {
    const { institutionOid, personId: actorId } = actor;
    const students = new Set(rows.flatMap(({ student_id: id }) => (id !== null && id !== actorId ? [id] : [])));
    for (const subjectPersonId of students) {
      await writeAudit(sql, {
        institutionOid,
        actorId,
        action: 'read-desk-messages',
        targetKind: 'desk',
        targetId: actorId,
        subjectPersonId,
        at: this.clock.now(),
      });
    }
  }
}

const DESK_SQL = `
  SELECT m.id, m.template, m.parameters, m.application_id, m.student_id, m.delivered_at, m.read_at,
         r.language, s.first_name, s.last_name
    FROM message m
    JOIN person r ON r.institution_oid = m.institution_oid AND r.person_id = m.recipient_id
    LEFT JOIN person s ON s.institution_oid = m.institution_oid AND s.person_id = m.student_id
   WHERE m.institution_oid = $1 AND m.recipient_id = $2 AND m.channel = 'DESK' AND m.state = 'DELIVERED'
     AND ($6::boolean IS NULL OR (m.read_at IS NULL) = $6)
     AND ($3::timestamptz IS NULL OR (m.delivered_at, m.id) < ($3::timestamptz, $4::uuid))
   ORDER BY m.delivered_at DESC, m.id DESC
   LIMIT $5`;

interface DeskRow {
  readonly id: string;
  readonly template: Template;
  readonly parameters: TemplateParameters;
  readonly application_id: string;
  readonly student_id: string | null;
  readonly delivered_at: Date;
  readonly read_at: Date | null;
  readonly language: Language;
  readonly first_name: string | null;
  readonly last_name: string | null;
}
