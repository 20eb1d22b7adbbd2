import { Injectable } from '@nestjs/common';
import type { RightsRows } from '#kernel';
import type { SqlRunner } from '#platform';
import type { RightsMatrix } from '../domain/rights-matrix.js';

/** Of a version: by whom, when and why it was made. */
export interface Authorship {
  readonly reason: string;
  readonly changedAt: Date;
  readonly changedBy: string;
  /** What the request that made it has in common with its repetitions. */
  readonly request: string;
}

export interface Staff {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly string[];
}

export interface StoredVersion extends Omit<Authorship, 'request'> {
  readonly version: number;
  readonly granted: RightsRows;
  /** What stood before it. */
  readonly before: RightsRows | null;
}

const LAST = `
  SELECT version, granted, reason, changed_at AS "changedAt", changed_by AS "changedBy", request
    FROM rights_matrix_version WHERE institution_oid = $1 ORDER BY version DESC LIMIT 1`;
const VERSIONS = `
  SELECT made.version, made.granted, made.reason, made.changed_at AS "changedAt", made.changed_by AS "changedBy",
         earlier.granted AS before
    FROM rights_matrix_version made
    LEFT JOIN rights_matrix_version earlier
           ON earlier.institution_oid = made.institution_oid AND earlier.version = made.version - 1
   WHERE made.institution_oid = $1 AND ($2::int IS NULL OR made.version < $2)
   ORDER BY made.version DESC LIMIT $3`;
const STAFF = `
  SELECT person_id AS "personId", first_name || ' ' || last_name AS name, roles FROM person_copy
   WHERE institution_oid = $1 AND roles && '{HANDLER,DECISION_MAKER,RECORDER,ADMIN}' AND NOT forgotten
     AND (valid_from IS NULL OR valid_from <= $2::date) AND (valid_until IS NULL OR valid_until >= $2::date)
   ORDER BY last_name, first_name, person_id LIMIT 5000`;

/** The rights matrix of an institution, with all its versions. */
@Injectable()
export class RightsMatrixRepository {
  /** What stands; locked, so that changes come one after another. */
  async lock(sql: SqlRunner, institutionOid: string): Promise<RightsMatrix & { readonly last: Authorship | null }> {
    await sql.query(
      `INSERT INTO rights_matrix (institution_oid, version, granted) VALUES ($1, 0, '{}') ON CONFLICT DO NOTHING`,
      [institutionOid],
    );
    await sql.query(`SELECT FROM rights_matrix WHERE institution_oid = $1 FOR UPDATE`, [institutionOid]);
    return this.find(sql, institutionOid);
  }

  async find(sql: SqlRunner, institutionOid: string): Promise<RightsMatrix & { readonly last: Authorship | null }> {
    const [row] = await sql.query<(Authorship & Pick<RightsMatrix, 'version' | 'granted'>)[]>(LAST, [institutionOid]);
    if (!row) return { institutionOid, version: 0, granted: {}, last: null };
    const { version, granted, ...last } = row;
    return { institutionOid, version, granted, last };
  }

  async save(sql: SqlRunner, { institutionOid, version, granted }: RightsMatrix, by: Authorship): Promise<void> {
    const rows = JSON.stringify(granted);
    await sql.query(`UPDATE rights_matrix SET version = $2, granted = $3 WHERE institution_oid = $1`, [
      ...[institutionOid, version, rows],
    ]);
    await sql.query(
      `INSERT INTO rights_matrix_version (institution_oid, version, granted, reason, changed_at, changed_by, request)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [institutionOid, version, rows, by.reason, by.changedAt, by.changedBy, by.request],
    );
  }

  /** Newest first. */
  async versions(
    sql: SqlRunner,
    institutionOid: string,
    { before, limit }: { readonly before: number | null; readonly limit: number },
  ): Promise<StoredVersion[]> {
    return sql.query<StoredVersion[]>(VERSIONS, [institutionOid, before, limit]);
  }

  /** Who works at the institution on the day, by name. */
  async staff(sql: SqlRunner, institutionOid: string, day: string): Promise<Staff[]> {
    return sql.query<Staff[]>(STAFF, [institutionOid, day]);
  }
}
