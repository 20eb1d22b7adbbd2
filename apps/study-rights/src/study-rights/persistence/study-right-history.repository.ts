import { Injectable, Logger } from '@nestjs/common';
import { prepared, type SqlRunner } from '#platform';
import type { Opiskeluoikeus } from '../domain/opiskeluoikeus.js';
import { sameJson } from '../domain/same-json.js';
import type { StudyRight } from '../domain/study-right.js';
import { firstPatch, type Json, type Patch, patchBetween, replayed } from '../history/json-patch.js';

/** A whole document beside the patch of every fiftieth version: nobody replays a thousand patches. */
export const SNAPSHOT_EVERY = 50;

interface Row {
  version: number;
  patch: Patch;
  snapshot: Json | null;
}

/** One version of a study right: when and by whom it was stored. */
export interface VersionLine {
  readonly version: number;
  readonly actorId: string;
  readonly storedAt: Date;
}

const UP_TO = {
  name: 'study-right-history',
  text: `SELECT version, patch, snapshot FROM study_right_version
    WHERE study_right_oid = $1 AND version <= $2 AND version >= coalesce((SELECT max(version)
      FROM study_right_version WHERE study_right_oid = $1 AND version <= $2 AND snapshot IS NOT NULL), 1)
    ORDER BY version`,
};

/**
 * The statement that stores a row of `study_right`, completed: the version goes into the history with it, or neither does.
 * @param store the statement, without RETURNING
 * @param from number of the first of the three parameters added, the `versionValues`
 * @param answer what the statement answers, of the versions that were `kept`: one, or none when nothing was stored
 */
export function addVersion(store: string, from: number, answer = 'version'): string {
  return `WITH stored AS (${store} RETURNING institution_oid, oid, version, updated_at), kept AS (
    INSERT INTO study_right_version (institution_oid, study_right_oid, version, stored_at, patch, snapshot, actor_id)
    SELECT institution_oid, oid, version, updated_at, $${from}, $${from + 1}, $${from + 2} FROM stored RETURNING version)
    SELECT ${answer} FROM kept`;
}

/** Table `study_right_version`: one JSON patch per version, as Koski keeps its opiskeluoikeushistoria. */
@Injectable()
export class StudyRightHistoryRepository {
  readonly #logger = new Logger('StudyRightHistory');

  /**
   * What `addVersion` stores of a version. The history so far is replayed and compared with what stands in the row: should
   * they differ, the log says so and this version keeps the whole document, so that the history is sound from here on.
   * @param before the data of the version before as they came from the database, null for the first
   */
  async versionValues(
    sql: SqlRunner,
    before: Opiskeluoikeus | null,
    { oid, version, data }: StudyRight,
    actorId: string,
  ): Promise<[patch: string, snapshot: string | null, actorId: string]> {
    const after = asJson(data);
    const patch = before === null ? firstPatch(after) : patchBetween({ ...before }, after);
    const sound = before === null || sameJson(await this.dataOf(sql, oid, version - 1), before);
    if (!sound) this.#logger.error({ studyRightOid: oid, version }, 'the history does not lead to the stored version');
    const snapshot = sound && version % SNAPSHOT_EVERY !== 0 ? null : JSON.stringify(after);
    return [JSON.stringify(patch), snapshot, actorId];
  }

  /** The data of a version as they were stored; null when there is no such version, or it cannot be made out any more. */
  async dataOf(sql: SqlRunner, oid: string, version: number): Promise<Opiskeluoikeus | null> {
    const rows = await prepared<Row>(sql, UP_TO, [oid, version]);
    if (rows.at(-1)?.version !== version) return null;
    const newest = rows.findLastIndex((row) => row.snapshot !== null);
    try {
      const data = replayed(rows[newest]?.snapshot ?? {}, ...rows.slice(newest + 1).map((row) => row.patch));
      return data as unknown as Opiskeluoikeus;
    } catch {
      return null;
    }
  }

  /** The versions before a number, newest first. */
  async versionsBefore(sql: SqlRunner, oid: string, before: number, limit: number): Promise<VersionLine[]> {
    return sql.query<VersionLine[]>(
      `SELECT version, actor_id AS "actorId", stored_at AS "storedAt"
       FROM study_right_version WHERE study_right_oid = $1 AND version < $2::bigint ORDER BY version DESC LIMIT $3`,
      [oid, before, limit],
    );
  }

  /** How many versions there are; those of one study right are few enough to count. */
  async countVersions(sql: SqlRunner, oid: string): Promise<number> {
    const [counted] = await sql.query<{ total: number }[]>(
      'SELECT count(*)::int AS total FROM study_right_version WHERE study_right_oid = $1',
      [oid],
    );
    return counted?.total ?? 0;
  }

  /** The versions after a number, oldest first. */
  async versionsAfter(sql: SqlRunner, oid: string, after: number, limit: number): Promise<VersionLine[]> {
    return sql.query<VersionLine[]>(
      `SELECT version, actor_id AS "actorId", stored_at AS "storedAt"
       FROM study_right_version WHERE study_right_oid = $1 AND version > $2::bigint ORDER BY version LIMIT $3`,
      [oid, after, limit],
    );
  }

  /** All versions, oldest first. */
  async versionsOf(sql: SqlRunner, oid: string): Promise<VersionLine[]> {
    return sql.query<VersionLine[]>(
      `SELECT version, actor_id AS "actorId", stored_at AS "storedAt"
       FROM study_right_version WHERE study_right_oid = $1 ORDER BY version`,
      [oid],
    );
  }

  /** Removes the history of an erased study right. */
  async erase(sql: SqlRunner, oid: string): Promise<void> {
    await sql.query('DELETE FROM study_right_version WHERE study_right_oid = $1', [oid]);
  }
}

/** As it comes back from the database: without undefined fields. */
function asJson(data: Opiskeluoikeus): Json {
  return JSON.parse(JSON.stringify(data)) as Json;
}
