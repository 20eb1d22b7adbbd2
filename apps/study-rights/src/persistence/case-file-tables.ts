import type { SqlRunner } from '#platform';
import { asOpiskeluoikeus, type Reach } from '../domain/study-right.js';
import type { Hoks } from '../domain/hoks.js';
import { hoksTable } from './hoks-table.js';
import { studyRightHistory, type VersionLine } from './study-right-history.js';
import { studyRightTable } from './study-right-table.js';
import type { StoredSupportCase } from './support-case-table.js';

/** The newest entries of each list; a case has a handful. */
const MOST = 100;

/** What the service knows about the study right of a case. */
export interface CaseRecords {
  readonly studyRight: object | null;
  readonly versions: readonly VersionLine[];
  readonly hoks: Hoks | null;
  readonly refusals: readonly object[];
  /** Who did or read what, newest first. */
  readonly audit: readonly object[];
  /** What has been told to the outside, newest first; published events are kept for some days only. */
  readonly events: readonly object[];
}

/** Reads what several tables hold about one study right, for the support desk. */
class CaseFileTables {
  async of(sql: SqlRunner, reach: Reach, { supportCase }: StoredSupportCase): Promise<CaseRecords> {
    const { studyRightOid: oid, hoksId, id } = supportCase;
    const stored = await studyRightTable.find(sql, reach, oid, true);
    const institutions = await this.institutionsOf(sql, oid);
    return {
      studyRight: stored && asOpiskeluoikeus(stored.studyRight, stored.storedAt),
      versions: await studyRightHistory.versionsAfter(sql, oid, 0, MOST),
      hoks: await hoksTable.ofStudyRight(sql, reach, oid),
      refusals: await this.refusalsOf(sql, institutions, oid),
      audit: await this.auditOf(sql, institutions, [
        ['study-right', oid],
        ['hoks', String(hoksId)],
        ['support-case', id],
      ]),
      events: await this.eventsAbout(sql, oid),
    };
  }

  /** Every oppilaitos that the study right has been at: what was written then bears the oid of that one. */
  private async institutionsOf(sql: SqlRunner, oid: string): Promise<string[]> {
    const rows = await sql.query<{ oid: string }[]>(
      `SELECT institution_oid AS oid FROM study_right WHERE oid = $1
       UNION SELECT institution_oid FROM study_right_version WHERE study_right_oid = $1`,
      [oid],
    );
    return rows.map((row) => row.oid);
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
    targets: readonly (readonly [kind: string, id: string])[],
  ): Promise<object[]> {
    return sql.query<object[]>(
      `SELECT a.at, a.actor_id AS "actorId", a.action, a.target_kind AS "targetKind", a.target_id AS "targetId", a.details
       FROM unnest($2::text[], $3::text[]) AS target (kind, id)
       JOIN audit_event a ON a.institution_oid = ANY($1) AND a.target_kind = target.kind AND a.target_id = target.id
       ORDER BY a.seq DESC LIMIT $4`,
      [institutions, targets.map(([kind]) => kind), targets.map(([, id]) => id), MOST],
    );
  }

  /** Reads the outbox from end to end, which holds a few days: no event pays for an index that only the desk would use. */
  private async eventsAbout(sql: SqlRunner, oid: string): Promise<object[]> {
    return sql.query<object[]>(
      `SELECT type, occurred_at AS "occurredAt", published_at AS "publishedAt", payload AS body
       FROM outbox WHERE aggregateid = $1 AND topic = 'study-rights.study-right.v1' ORDER BY seq DESC LIMIT $2`,
      [oid, MOST],
    );
  }
}

export const caseFileTables = new CaseFileTables();
