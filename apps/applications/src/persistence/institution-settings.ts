import type { SqlRunner } from '#platform';

/** What an institution has decided for itself. Version 0: nothing has been set. */
export interface InstitutionSettings {
  readonly version: number;
  /** VIRTA types of study right that block applications (R154), in order of their numbers. */
  readonly blockedStudyRightTypes: readonly string[];
  /** Within how many whole days the handling of a new application is to begin (R69, R73); null: no limit. */
  readonly handlingLimitDays: number | null;
  /** For how many days a student can accept what a handler proposes. */
  readonly changeProposalDays: number;
}

const NOTHING_SET: InstitutionSettings = {
  ...{ version: 0, blockedStudyRightTypes: [], handlingLimitDays: null, changeProposalDays: 14 },
};
const COLUMNS = `version, blocked_study_right_types AS "blockedStudyRightTypes", handling_limit_days AS "handlingLimitDays",
  change_proposal_days AS "changeProposalDays"`;

export interface StoredSettings extends InstitutionSettings {
  readonly changedAt: Date | null;
  readonly changedBy: string | null;
}

/** The settings with when and by whom they were set. */
export async function readStoredSettings(sql: SqlRunner, institutionOid: string): Promise<StoredSettings> {
  const [row] = await sql.query<StoredSettings[]>(
    `SELECT ${COLUMNS}, changed_at AS "changedAt", changed_by AS "changedBy"
       FROM institution_setting WHERE institution_oid = $1`,
    [institutionOid],
  );
  return row ?? { ...NOTHING_SET, changedAt: null, changedBy: null };
}

export async function readSettings(sql: SqlRunner, institutionOid: string): Promise<InstitutionSettings> {
  const { changedAt: _, changedBy: __, ...settings } = await readStoredSettings(sql, institutionOid);
  return settings;
}

/** Stores the next version. @returns undefined when somebody else has stored it meanwhile */
export async function saveSettings(
  sql: SqlRunner,
  institutionOid: string,
  { version, blockedStudyRightTypes, handlingLimitDays, changeProposalDays }: InstitutionSettings,
  by: { actorId: string; at: Date },
): Promise<InstitutionSettings | undefined> {
  const [row] = await sql.query<InstitutionSettings[]>(
    `INSERT INTO institution_setting AS setting
            (institution_oid, version, blocked_study_right_types, handling_limit_days, changed_at, changed_by, change_proposal_days)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (institution_oid) DO UPDATE
       SET version = excluded.version, blocked_study_right_types = excluded.blocked_study_right_types,
           handling_limit_days = excluded.handling_limit_days, change_proposal_days = excluded.change_proposal_days,
           changed_at = excluded.changed_at, changed_by = excluded.changed_by
     WHERE setting.version = excluded.version - 1
     RETURNING ${COLUMNS}`,
    [institutionOid, version, blockedStudyRightTypes, handlingLimitDays, by.at, by.actorId, changeProposalDays],
  );
  return row;
}
