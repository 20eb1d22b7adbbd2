import { Injectable } from '@nestjs/common';
import type { Origin } from '#messaging';
import { rowsChanged, type SqlRunner, type Trace } from '#platform';
import type { Announcement } from '../domain/announcements.js';
import type { DeliveryFacts, MessageChange } from '../domain/message.js';
import type { Language, Template, TemplateParameters } from '../domain/templates.js';

export interface NewMessage extends Omit<Announcement, 'applicationId'> {
  /** Null of a message about several. */
  readonly applicationId: string | null;
  readonly id: string;
  readonly institutionOid: string;
  readonly eventId: string;
  readonly trace: Trace | null;
  readonly createdAt: Date;
}

/** A pending message whose people and institution have all been published. */
export interface CompletableMessage extends DeliveryFacts {
  readonly id: string;
  readonly institutionOid: string;
  readonly applicationId: string | null;
  /** The event that gave rise to it. */
  readonly origin: Origin;
}

/** An e-mail taken for sending, with everything its text names. */
export interface TakenMail extends Pick<DeliveryFacts, 'recipientForgotten' | 'recipientValidUntil'> {
  readonly id: string;
  readonly institutionOid: string;
  readonly template: Template;
  readonly parameters: TemplateParameters;
  readonly applicationId: string | null;
  readonly origin: Origin;
  /** This attempt's number, 1 = the first. */
  readonly attempts: number;
  readonly address: string;
  /** Null while the copy of people lacks the recipient. */
  readonly language: Language | null;
  readonly studentFirstName: string | null;
  readonly studentLastName: string | null;
  /** Of a digest: the names of the students in it, by their ids. */
  readonly studentNames: Readonly<Record<string, string>> | null;
}

/** Which pending messages to look at: those of one event, those that wait for a person or an institution, or any. */
export type PendingFilter = { readonly institutionOid: string } & (
  { readonly eventId: string } | { readonly personId: string } | object
);

const ORIGIN = `jsonb_build_object('causationId', m.event_id, 'trace', m.trace) AS origin`;

@Injectable()
export class MessageRepository {
  /** Adds messages as PENDING; one that exists already (same recipient, event, channel and template) stays as it is. */
  async add(sql: SqlRunner, messages: readonly NewMessage[]): Promise<void> {
    await sql.query(
      `INSERT INTO message (id, institution_oid, recipient_id, event_id, channel, template, parameters, application_id,
         student_id, state, trace, created_at)
       SELECT id, institution_oid, recipient_id, event_id, channel, template, parameters, application_id, student_id,
              'PENDING', trace, created_at
         FROM jsonb_to_recordset($1) AS new (id uuid, institution_oid text, recipient_id text, event_id text, channel text,
           template text, parameters jsonb, application_id uuid, student_id text, trace jsonb, created_at timestamptz)
       ON CONFLICT (institution_oid, recipient_id, event_id, channel, template) DO NOTHING`,
      [JSON.stringify(messages.map(rowOf))],
    );
  }

  /** Pending messages that lack nothing any more, oldest first, locked; those another worker has in hand are left to it. */
  async lockCompletable(sql: SqlRunner, filter: PendingFilter | 'ANY', limit: number): Promise<CompletableMessage[]> {
    const parameters: unknown[] = [limit];
    return sql.query<CompletableMessage[]>(
      `SELECT m.id, m.institution_oid AS "institutionOid", m.channel, m.template, m.application_id AS "applicationId",
              ${ORIGIN},
              coalesce(i.email_handler_on_arrival, false) AS "emailHandlerOnArrival",
              coalesce(r.email, '') <> '' AS "recipientHasAddress", r.forgotten AS "recipientForgotten",
              to_char(r.valid_until, 'YYYY-MM-DD') AS "recipientValidUntil"
         FROM message m
         JOIN person r ON r.institution_oid = m.institution_oid AND r.person_id = m.recipient_id
         LEFT JOIN person s ON s.institution_oid = m.institution_oid AND s.person_id = m.student_id
         LEFT JOIN institution i ON i.institution_oid = m.institution_oid
        WHERE m.state = 'PENDING'
          AND (m.student_id IS NULL OR s.person_id IS NOT NULL)
          AND (m.channel = 'DESK' OR i.institution_oid IS NOT NULL)
          ${filter === 'ANY' ? '' : pendingCondition(filter, parameters)}
        ORDER BY m.created_at, m.id
        LIMIT $1
          FOR UPDATE OF m SKIP LOCKED`,
      parameters,
    );
  }

  /**
   * Moves a PENDING or READY message on. What is due counts from the database's clock, the one that all processes share.
   * @param attempts how many there have been, when the change follows an attempt
   * @returns whether it was still open
   */
  async change(
    sql: SqlRunner,
    { institutionOid, id }: { readonly institutionOid: string; readonly id: string },
    change: MessageChange,
    attempts?: number,
  ): Promise<boolean> {
    const changed = await rowsChanged(
      sql,
      `UPDATE message SET state = $3, reason = $4, delivered_at = $5,
              next_attempt_at = now() + $6 * interval '1 millisecond', attempts = coalesce($7, attempts)
        WHERE institution_oid = $1 AND id = $2 AND state IN ('PENDING', 'READY')`,
      [
        institutionOid,
        id,
        change.state,
        'reason' in change ? change.reason : null,
        'deliveredAt' in change ? change.deliveredAt : null,
        'dueInMs' in change ? change.dueInMs : null,
        attempts ?? null,
      ],
    );
    return changed === 1;
  }

  /** Gives up what has not been delivered to a person who is forgotten, in every institution: the id is all that is known. */
  async skipUnsentTo(sql: SqlRunner, recipientId: string): Promise<void> {
    await sql.query(
      `UPDATE message SET state = 'SKIPPED', reason = 'RECIPIENT_FORGOTTEN', next_attempt_at = NULL
        WHERE recipient_id = $1 AND state IN ('PENDING', 'READY')`,
      [recipientId],
    );
  }

  /**
   * Takes due e-mails, at most `limit`, of all institutions. For `leaseMs` nobody else takes them; an attempt that is
   * never reported (the process died) is made again after it. An attempt counts when its outcome is recorded, not here:
   * a process that dies, or that does not learn that it took them, may never have begun.
   */
  async takeMails(sql: SqlRunner, leaseMs: number, limit: number): Promise<TakenMail[]> {
    const [taken] = await sql.query<[{ id: string }[], number]>(
      `UPDATE message SET next_attempt_at = now() + $1 * interval '1 millisecond'
        WHERE id IN (SELECT id FROM message WHERE state = 'READY' AND next_attempt_at <= now()
                      ORDER BY next_attempt_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
        RETURNING id`,
      [leaseMs, limit],
    );
    if (taken.length === 0) return [];
    return sql.query<TakenMail[]>(
      `SELECT m.id, m.institution_oid AS "institutionOid", m.template, m.parameters, m.application_id AS "applicationId",
              ${ORIGIN},
              m.attempts + 1 AS attempts, coalesce(r.email, '') AS address, r.language,
              coalesce(r.forgotten, false) AS "recipientForgotten",
              to_char(r.valid_until, 'YYYY-MM-DD') AS "recipientValidUntil", s.first_name AS "studentFirstName",
              s.last_name AS "studentLastName",
              (SELECT jsonb_object_agg(named.person_id, concat_ws(' ', named.first_name, named.last_name)) FROM person named
                WHERE named.institution_oid = m.institution_oid
                  AND named.person_id IN (SELECT item ->> 'studentId' FROM jsonb_array_elements(m.parameters -> 'items') AS item)
              ) AS "studentNames"
         FROM message m
         LEFT JOIN person r ON r.institution_oid = m.institution_oid AND r.person_id = m.recipient_id
         LEFT JOIN person s ON s.institution_oid = m.institution_oid AND s.person_id = m.student_id
        WHERE m.id = ANY($1)`,
      [taken.map(({ id }) => id)],
    );
  }

  /** E-mails whose last attempt failed and that wait for the next one, counted to 10,000. */
  async countPutOff(sql: SqlRunner): Promise<number> {
    const [row] = await sql.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM (SELECT FROM message WHERE state = 'READY' AND attempts > 0 LIMIT 10000) AS waiting`,
    );
    return row?.n ?? 0;
  }

  /**
   * Marks a message of the recipient's own desk as read; the first moment stays.
   * @returns that moment, or undefined when there is no such message
   */
  async markRead(
    sql: SqlRunner,
    institutionOid: string,
    recipientId: string,
    id: string,
    at: Date,
  ): Promise<Date | undefined> {
    const [marked] = await this.markManyRead(sql, institutionOid, recipientId, [id], at);
    return marked?.readAt;
  }

  /** Unread messages of the recipient's desk, counted to 1,000; by the index message_unread. */
  async countUnread(sql: SqlRunner, institutionOid: string, recipientId: string): Promise<number> {
    const [row] = await sql.query<{ unread: number }[]>(
      `SELECT count(*)::int AS unread
         FROM (SELECT FROM message
                WHERE institution_oid = $1 AND recipient_id = $2 AND channel = 'DESK' AND state = 'DELIVERED' AND read_at IS NULL
                LIMIT 1000) AS counted`,
      [institutionOid, recipientId],
    );
    return row?.unread ?? 0;
  }

  /** The same of many; messages that are none of the desk's are left out. */
  async markManyRead(
    sql: SqlRunner,
    institutionOid: string,
    recipientId: string,
    ids: readonly string[],
    at: Date,
  ): Promise<{ id: string; readAt: Date }[]> {
    const [rows] = await sql.query<[{ id: string; readAt: Date }[], number]>(
      `UPDATE message SET read_at = coalesce(read_at, $4)
        WHERE institution_oid = $1 AND recipient_id = $2 AND id = ANY ($3::uuid[]) AND channel = 'DESK' AND state = 'DELIVERED'
        RETURNING id, read_at AS "readAt"`,
      [institutionOid, recipientId, ids, at],
    );
    return rows;
  }
}

function rowOf(message: NewMessage): object {
  return {
    id: message.id,
    institution_oid: message.institutionOid,
    recipient_id: message.recipientId,
    event_id: message.eventId,
    channel: message.channel,
    template: message.template,
    parameters: message.parameters,
    application_id: message.applicationId,
    student_id: message.studentId,
    trace: message.trace,
    created_at: message.createdAt,
  };
}

function pendingCondition(filter: PendingFilter, parameters: unknown[]): string {
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const institution = `AND m.institution_oid = ${bind(filter.institutionOid)}`;
  if ('eventId' in filter) return `${institution} AND m.event_id = ${bind(filter.eventId)}`;
  if ('personId' in filter) {
    const person = bind(filter.personId);
    return `${institution} AND (m.recipient_id = ${person}::text OR m.student_id = ${person}::text)`;
  }
  return institution;
}
