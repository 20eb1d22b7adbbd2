import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import { CaseFileRepository, EVENT_OF, PUBLISHED_NOTHING, type Target } from './case-file.repository.js';

/** What an entry is about; PUBLISHED is a choice of the reader: whatever has led to an event. */
export const timelineKinds = ['CASE', 'REFUSAL', 'VERSION', 'HOKS', 'READ', 'PUBLISHED'] as const;

export type TimelineKind = (typeof timelineKinds)[number];

/** One thing that somebody did, as its audit line has it. */
export interface TimelineEntry {
  readonly seq: string;
  readonly at: Date;
  readonly actorId: string;
  readonly action: string;
  readonly kind: Exclude<TimelineKind, 'PUBLISHED'>;
  readonly targetKind: string;
  readonly targetId: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** The event that went out with it. */
  readonly published: string | null;
}

const KIND = `CASE WHEN a.action ~ '^(read|list)-' THEN 'READ' WHEN a.action = 'refuse-invalidation' THEN 'REFUSAL'
  WHEN a.target_kind = 'support-case' THEN 'CASE' WHEN a.target_kind = 'hoks' THEN 'HOKS' ELSE 'VERSION' END`;
const PUBLISHED = `CASE WHEN coalesce(${PUBLISHED_NOTHING}, false) THEN NULL ELSE ($6::jsonb)->>a.action END`;

/** What is wanted, by the value of `$5`; without a choice all but the reads, which are many. */
const WANTED = `CASE WHEN $5::text IS NULL THEN ${KIND} <> 'READ' WHEN $5 = 'PUBLISHED' THEN ${PUBLISHED} IS NOT NULL
  ELSE ${KIND} = $5 END`;

/** The audit lines of a study right, its HOKSes and its cases, merged: each has an order of its own in one index. */
@Injectable()
export class CaseTimelineRepository {
  constructor(private readonly files: CaseFileRepository) {}

  /** The newest entries before a number. Of each thing no more than a page is read, whether it has ten lines or thousands. */
  async before(
    sql: SqlRunner,
    studyRightOid: string,
    wanted: { before: number | null; kind: TimelineKind | null; limit: number },
  ): Promise<TimelineEntry[]> {
    const institutions = await this.files.institutionsOf(sql, studyRightOid);
    const targets: Target[] = await this.files.targetsOf(sql, studyRightOid);
    return sql.query<TimelineEntry[]>(
      `SELECT line.* FROM unnest($1::text[]) AS institution (oid), unnest($2::text[], $3::text[]) AS target (kind, id),
         LATERAL (SELECT a.seq, a.at, a.actor_id AS "actorId", a.action, ${KIND} AS kind, a.target_kind AS "targetKind",
             a.target_id AS "targetId", a.details, ${PUBLISHED} AS published
           FROM audit_event a
           WHERE a.institution_oid = institution.oid AND a.target_kind = target.kind AND a.target_id = target.id
             AND ($4::bigint IS NULL OR a.seq < $4) AND ${WANTED}
           ORDER BY a.seq DESC LIMIT $7) line
       ORDER BY line.seq DESC LIMIT $7`,
      [
        ...[institutions, targets.map(([kind]) => kind), targets.map(([, id]) => id)],
        ...[wanted.before, wanted.kind, JSON.stringify(EVENT_OF), wanted.limit],
      ],
    );
  }
}
