import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import { type Settings, USUAL_SETTINGS } from '../domain/settings.js';

/** The settings with when and by whom they were set. */
export interface StoredSettings {
  readonly settings: Settings;
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
}

const COLUMNS = `version, digest, ARRAY(SELECT to_char(day, 'YYYY-MM-DD') FROM unnest(closed_days) AS day) AS "closedDays"`;

@Injectable()
export class SettingsRepository {
  async find(sql: SqlRunner, institutionOid: string): Promise<StoredSettings> {
    const [row] = await sql.query<(Settings & Omit<StoredSettings, 'settings'>)[]>(
      `SELECT ${COLUMNS}, changed_at AS "changedAt", changed_by AS "changedBy"
         FROM notification_setting WHERE institution_oid = $1`,
      [institutionOid],
    );
    if (!row) return { settings: USUAL_SETTINGS, changedAt: null, changedBy: null };
    const { changedAt, changedBy, ...settings } = row;
    return { settings, changedAt, changedBy };
  }

  /** Of every institution that has been published, in the order of their oids. */
  async ofAll(sql: SqlRunner): Promise<{ readonly institutionOid: string; readonly settings: Settings }[]> {
    const rows = await sql.query<(Settings & { institutionOid: string; isSet: boolean })[]>(
      `SELECT i.institution_oid AS "institutionOid", s.institution_oid IS NOT NULL AS "isSet", s.version, s.digest,
              ARRAY(SELECT to_char(day, 'YYYY-MM-DD') FROM unnest(s.closed_days) AS day) AS "closedDays"
         FROM institution i LEFT JOIN notification_setting s USING (institution_oid) ORDER BY 1`,
    );
    return rows.map(({ institutionOid, isSet, ...settings }) => ({
      institutionOid,
      settings: isSet ? settings : USUAL_SETTINGS,
    }));
  }

  /** Stores the next version. @returns whether nobody else has stored it meanwhile */
  async save(
    sql: SqlRunner,
    institutionOid: string,
    { version, digest, closedDays }: Settings,
    by: { readonly actorId: string; readonly at: Date },
  ): Promise<boolean> {
    const stored = await sql.query<unknown[]>(
      `INSERT INTO notification_setting AS setting (institution_oid, version, digest, closed_days, changed_at, changed_by)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (institution_oid) DO UPDATE
         SET version = excluded.version, digest = excluded.digest, closed_days = excluded.closed_days,
             changed_at = excluded.changed_at, changed_by = excluded.changed_by
       WHERE setting.version = excluded.version - 1
       RETURNING 1`,
      [institutionOid, version, JSON.stringify(digest), closedDays, by.at, by.actorId],
    );
    return stored.length === 1;
  }
}
