import { Injectable } from '@nestjs/common';
import type { ApplicationSummary, EventBodies, EventName } from '#contracts';
import type { ReceivedEvent } from '#messaging';
import type { Day } from '#kernel';
import type { SqlRunner } from '#platform';
import { DIGEST_ITEMS_AT_MOST, type DigestChoice, type WaitingWork } from '../domain/digest.js';

/** The events that say how an application stands. */
export type ApplicationEvent = {
  [N in EventName]: EventBodies[N] extends { readonly summary: ApplicationSummary } ? N : never;
}[EventName];

/** States of an undecided part in which it waits for its handler (R7). */
const WAITING: readonly string[] = ['SENT', 'IN_PROCESS'];

/** What waits for one handler, and what the handler has chosen. */
export interface HandlersWork extends WaitingWork {
  readonly handlerId: string;
  readonly choice: DigestChoice;
}

/** The copy of what waits for whom. */
@Injectable()
export class WaitingWorkRepository {
  /** Brings the application up to date; an older state than the known one changes nothing. @returns how many rows have changed */
  async keep(sql: SqlRunner, { name, time, body }: ReceivedEvent<ApplicationEvent>): Promise<number> {
    const { institutionOid, applicationId, summary } = body;
    const key = [institutionOid, applicationId];
    const isSent = name === 'applications.application-submitted.v1';
    const kept = await sql.query<unknown[]>(KEEP_APPLICATION, [
      ...key,
      ...[summary.version, summary.studentId, summary.state, time ?? null, isSent],
    ]);
    if (kept.length === 0) return 0;
    const parts = summary.parts.filter((part) => part.outcome === null && WAITING.includes(part.state));
    await sql.query(KEEP_PARTS, [
      ...key,
      JSON.stringify(parts.filter(({ handlerId }) => handlerId !== null)),
      time ?? null,
    ]);
    return 1;
  }

  /** Handlers of the institution for whom something waits, in the order of their ids, from the one after `after` on. */
  async ofHandlersAfter(
    sql: SqlRunner,
    institutionOid: string,
    after: string,
    day: Day,
    limit: number,
  ): Promise<HandlersWork[]> {
    return sql.query<HandlersWork[]>(WORK_OF_HANDLERS, [institutionOid, after, day, limit, DIGEST_ITEMS_AT_MOST]);
  }

  /** Remembers what the digests said, so that the next ones know what has changed. */
  async keepFingerprints(sql: SqlRunner, institutionOid: string, works: readonly HandlersWork[]): Promise<void> {
    await sql.query(
      `INSERT INTO last_digest (institution_oid, handler_id, fingerprint)
       SELECT $1, * FROM unnest($2::text[], $3::text[])
       ON CONFLICT (institution_oid, handler_id) DO UPDATE SET fingerprint = excluded.fingerprint`,
      [institutionOid, works.map(({ handlerId }) => handlerId), works.map(({ fingerprint }) => fingerprint)],
    );
  }
}

/** The moment of the sending; of an application whose sending has not been heard of, that of the first event. */
const KEEP_APPLICATION = `
  INSERT INTO waiting_application AS known (institution_oid, application_id, version, student_id, state, sent_at)
  VALUES ($1, $2, $3, $4, $5, coalesce($6::timestamptz, now()))
  ON CONFLICT (institution_oid, application_id) DO UPDATE
    SET version = excluded.version, student_id = excluded.student_id, state = excluded.state,
        sent_at = CASE WHEN $7 THEN excluded.sent_at ELSE known.sent_at END
  WHERE known.version < excluded.version
  RETURNING 1`;

/** A part that waits for the same handler in the same round goes on waiting from when it began to. */
const KEEP_PARTS = `
  WITH waiting AS (
    SELECT * FROM jsonb_to_recordset($3::jsonb) AS part ("partId" uuid, "handlerId" text, round integer)),
  gone AS (
    DELETE FROM waiting_part
     WHERE institution_oid = $1 AND application_id = $2 AND part_id NOT IN (SELECT "partId" FROM waiting))
  INSERT INTO waiting_part AS known (institution_oid, application_id, part_id, handler_id, round, waiting_since)
  SELECT $1, $2, "partId", "handlerId", round, coalesce($4::timestamptz, now()) FROM waiting
  ON CONFLICT (institution_oid, application_id, part_id) DO UPDATE
    SET handler_id = excluded.handler_id, round = excluded.round, waiting_since = excluded.waiting_since
  WHERE (known.handler_id, known.round) IS DISTINCT FROM (excluded.handler_id, excluded.round)`;

const WORK_OF_HANDLERS = `
  WITH handler AS (
    SELECT DISTINCT handler_id FROM waiting_part
     WHERE institution_oid = $1 AND handler_id > $2 ORDER BY handler_id LIMIT $4),
  waiting AS (
    SELECT p.handler_id, p.application_id, a.student_id, count(*)::int AS parts, min(p.waiting_since) AS since,
           $3::date - (min(p.waiting_since) AT TIME ZONE 'Europe/Helsinki')::date AS days,
           string_agg(p.part_id || ' ' || p.round, ' ' ORDER BY p.part_id) AS content
      FROM handler
      JOIN waiting_part p ON p.institution_oid = $1 AND p.handler_id = handler.handler_id
      JOIN waiting_application a ON a.institution_oid = $1 AND a.application_id = p.application_id
     GROUP BY p.handler_id, p.application_id, a.student_id),
  ranked AS (SELECT *, row_number() OVER (PARTITION BY handler_id ORDER BY since, application_id) AS place FROM waiting)
  SELECT r.handler_id AS "handlerId", sum(r.parts)::int AS "partCount", count(*)::int AS "applicationCount",
         greatest(max(r.days), 0) AS "oldestDays",
         jsonb_agg(jsonb_build_object('applicationId', r.application_id, 'studentId', r.student_id, 'partCount', r.parts,
                                      'days', greatest(r.days, 0)) ORDER BY r.place) FILTER (WHERE r.place <= $5) AS items,
         md5(string_agg(r.content, ' ' ORDER BY r.application_id)) AS fingerprint, last.fingerprint AS "lastFingerprint",
         coalesce(pref.digest, '{"mode": null, "days": null}') AS choice
    FROM ranked r
    LEFT JOIN last_digest last ON last.institution_oid = $1 AND last.handler_id = r.handler_id
    LEFT JOIN preferences pref ON pref.institution_oid = $1 AND pref.person_id = r.handler_id
   GROUP BY r.handler_id, last.fingerprint, pref.digest
   ORDER BY r.handler_id`;
