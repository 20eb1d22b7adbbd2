import { Injectable } from '@nestjs/common';
import type { NewEvent } from '#messaging';
import type { SqlRunner } from '#platform';
import { asOpiskeluoikeus, type Reach } from '../../study-rights/domain/study-right.js';
import type { Hoks } from '../../hoks/domain/hoks.js';
import { HoksRepository } from '../../hoks/persistence/hoks.repository.js';
import {
  StudyRightHistoryRepository,
  type VersionLine,
} from '../../study-rights/persistence/study-right-history.repository.js';
import { StudyRightRepository } from '../../study-rights/persistence/study-right.repository.js';
import type { StoredSupportCase } from './support-case.repository.js';

/** The newest entries of each list; a case has a handful. */
const MOST = 100;
/** The newest events: a study right of many years and nightly transfers has some hundreds. */
const MOST_EVENTS = 1000;

/**
 * The event that goes out in the transaction that writes the audit line. Audit lines are for good, events leave the outbox
 * after some days, so these show the desk what has been published.
 */
export const EVENT_OF = {
  'transfer-study-right': 'study-rights.study-right-stored.v1',
  'remove-main-suoritus': 'study-rights.study-right-stored.v1',
  'invalidate-study-right': 'study-rights.study-right-invalidated.v1',
  'refuse-invalidation': 'study-rights.study-right-invalidation-refused.v1',
  'create-hoks': 'study-rights.hoks-stored.v1',
  'replace-hoks': 'study-rights.hoks-stored.v1',
  'patch-hoks': 'study-rights.hoks-stored.v1',
  'undo-delete-hoks': 'study-rights.hoks-stored.v1',
  'delete-hoks': 'study-rights.hoks-deleted.v1',
  'erase-hoks': 'study-rights.hoks-deleted.v1',
  'repair-broken-hoks': 'study-rights.hoks-deleted.v1',
  'trigger-feedback': 'study-rights.feedback-decided.v1',
} as const satisfies Readonly<Record<string, NewEvent['name']>>;

/** Lines of the actions above that went with no event: nothing had changed, or no HOKS stood in the way. */
export const PUBLISHED_NOTHING = `a.action = 'transfer-study-right' AND a.details->>'kind' = 'UNCHANGED'
         OR a.action = 'refuse-invalidation' AND a.details->>'hoksId' IS NULL
         OR a.action = 'erase-hoks' AND a.details->>'wasInForce' = 'false'`;

/** Kind and id of something that audit lines are about. */
export type Target = readonly [kind: string, id: string];

/** What the service knows about the study right of a case. */
export interface CaseRecords {
  readonly studyRight: object | null;
  readonly versions: readonly VersionLine[];
  readonly hoks: Hoks | null;
  readonly refusals: readonly object[];
  /** Who did what, newest first. */
  readonly audit: readonly object[];
  /** Who read what, newest first. */
  readonly reads: readonly object[];
  /** What has been published, newest first, for good. */
  readonly events: readonly object[];
  /** The events of the last days as they were sent, newest first, and when. */
  readonly outbox: readonly object[];
}

/** Reads what several tables hold about one study right, for the support desk. */
@Injectable()
export class CaseFileRepository {
  constructor(
    private readonly studyRights: StudyRightRepository,
    private readonly history: StudyRightHistoryRepository,
    private readonly hokses: HoksRepository,
  ) {}

  async of(sql: SqlRunner, reach: Reach, { supportCase }: StoredSupportCase): Promise<CaseRecords> {
    const { studyRightOid: oid } = supportCase;
    const stored = await this.studyRights.find(sql, reach, oid, true);
    const institutions = await this.institutionsOf(sql, oid);
    const targets = await this.targetsOf(sql, oid);
    return {
      studyRight: stored && asOpiskeluoikeus(stored.studyRight, stored.storedAt),
      versions: await this.history.versionsAfter(sql, oid, (stored?.studyRight.version ?? MOST) - MOST, MOST),
      hoks: await this.hokses.ofStudyRight(sql, reach, oid),
      refusals: await this.refusalsOf(sql, institutions, oid),
      audit: await this.auditOf(sql, institutions, targets, false),
      reads: await this.auditOf(sql, institutions, targets, true),
      events: await this.eventsAbout(sql, institutions, targets),
      outbox: await this.outboxAbout(sql, oid),
    };
  }

  /** Every oppilaitos that the study right has been at: what was written then has the oid of that one. */
  async institutionsOf(sql: SqlRunner, oid: string): Promise<string[]> {
    const rows = await sql.query<{ oid: string }[]>(
      `SELECT institution_oid AS oid FROM study_right WHERE oid = $1
       UNION SELECT institution_oid FROM study_right_version WHERE study_right_oid = $1`,
      [oid],
    );
    return rows.map((row) => row.oid);
  }

  /** The study right, every HOKS that it has had, one erased too, and all its cases. */
  async targetsOf(sql: SqlRunner, oid: string): Promise<Target[]> {
    const rows = await sql.query<{ kind: string; id: string }[]>(
      `SELECT 'study-right' AS kind, $1 AS id
       UNION SELECT 'hoks', id::text FROM hoks WHERE study_right_oid = $1
       UNION SELECT 'hoks', id::text FROM erased_hoks WHERE study_right_oid = $1
       UNION SELECT 'support-case', id::text FROM support_case WHERE study_right_oid = $1`,
      [oid],
    );
    return rows.map(({ kind, id }) => [kind, id]);
  }

  private async refusalsOf(sql: SqlRunner, institutions: readonly string[], oid: string): Promise<object[]> {
    return sql.query<object[]>(
      `SELECT key, hoks_id AS "hoksId", reason, channel, actor_id AS "actorId", refused_at AS "refusedAt"
       FROM invalidation_refusal WHERE institution_oid = ANY($1) AND study_right_oid = $2
       ORDER BY refused_at DESC LIMIT $3`,
      [institutions, oid, MOST],
    );
  }

  private async auditOf(
    sql: SqlRunner,
    institutions: readonly string[],
    targets: readonly Target[],
    reading: boolean,
  ): Promise<object[]> {
    return sql.query<object[]>(
      `SELECT a.at, a.actor_id AS "actorId", a.action, a.target_kind AS "targetKind", a.target_id AS "targetId", a.details
       FROM unnest($2::text[], $3::text[]) AS target (kind, id)
       JOIN audit_event a ON a.institution_oid = ANY($1) AND a.target_kind = target.kind AND a.target_id = target.id
       WHERE (a.action ~ '^(read|list)-') = $4
       ORDER BY a.seq DESC LIMIT $5`,
      [institutions, targets.map(([kind]) => kind), targets.map(([, id]) => id), reading, MOST],
    );
  }

  private async eventsAbout(
    sql: SqlRunner,
    institutions: readonly string[],
    targets: readonly Target[],
  ): Promise<object[]> {
    return sql.query<object[]>(
      `SELECT published.type, a.at AS "occurredAt", a.actor_id AS "actorId", a.target_kind AS "targetKind", a.target_id AS "targetId"
       FROM unnest($2::text[], $3::text[]) AS target (kind, id)
       JOIN audit_event a ON a.institution_oid = ANY($1) AND a.target_kind = target.kind AND a.target_id = target.id
       JOIN unnest($4::text[], $5::text[]) AS published (action, type) ON published.action = a.action
       WHERE NOT coalesce(${PUBLISHED_NOTHING}, false)
       ORDER BY a.seq DESC LIMIT $6`,
      [
        ...[institutions, targets.map(([kind]) => kind), targets.map(([, id]) => id)],
        ...[Object.keys(EVENT_OF), Object.values(EVENT_OF), MOST_EVENTS],
      ],
    );
  }

  /** Reads the outbox from end to end, which holds a few days: no event pays for an index that only the desk would use. */
  private async outboxAbout(sql: SqlRunner, oid: string): Promise<object[]> {
    return sql.query<object[]>(
      `SELECT type, occurred_at AS "occurredAt", published_at AS "publishedAt", payload AS body
       FROM outbox WHERE aggregateid = $1 AND topic = 'study-rights.study-right.v1' ORDER BY seq DESC LIMIT $2`,
      [oid, MOST],
    );
  }
}
