import { Injectable } from '@nestjs/common';
import type { Role, SqlRunner } from '#platform';
import type { ManagedReach } from './service-user-rules.js';

/** A user of the compatible interfaces who signs in by name and password: mostly a student information system. */
export interface ServiceUser {
  readonly username: string;
  readonly passwordHash: string;
  readonly institutionOid: string;
  readonly roles: readonly Role[];
  /** The system that the user is bound to: each transfer has an id of that system. Null: bound to none. */
  readonly sourceSystem: string | null;
  /** False for a person at the screen, who has no source system. */
  readonly maySendSourceIds: boolean;
  readonly studyRightTypes: readonly string[] | null;
  /** Oid of the human being behind the user, if there is one. */
  readonly personOid: string | null;
}

/** A service user as administrators manage it, without the hash. */
export interface ManagedServiceUser {
  readonly username: string;
  readonly institutionOid: string;
  readonly roles: readonly Role[];
  readonly sourceSystem: string | null;
  readonly studyRightTypes: readonly string[] | null;
  readonly active: boolean;
  /** Null: before it was kept. */
  readonly createdAt: Date | null;
  readonly passwordChangedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export type AddedServiceUser = Pick<
  ManagedServiceUser,
  'username' | 'institutionOid' | 'roles' | 'sourceSystem' | 'studyRightTypes'
>;

const MANAGED = `username, institution_oid AS "institutionOid", roles, source_system AS "sourceSystem",
  study_right_types AS "studyRightTypes", active, created_at AS "createdAt",
  password_changed_at AS "passwordChangedAt", last_used_at AS "lastUsedAt"`;
/** Those that somebody manages: parameters 1 and 2. */
const IN_REACH = `($1::text IS NULL OR institution_oid = $1) AND ($2::text[] IS NULL OR roles <@ $2)`;

/** Table `service_user`. */
@Injectable()
export class ServiceUserRepository {
  async findActive(sql: SqlRunner, username: string): Promise<ServiceUser | null> {
    const [row] = await sql.query<ServiceUser[]>(
      `SELECT username, password_hash AS "passwordHash", institution_oid AS "institutionOid", roles,
         source_system AS "sourceSystem", may_send_source_ids AS "maySendSourceIds", study_right_types AS "studyRightTypes",
         person_oid AS "personOid"
       FROM service_user WHERE username = $1 AND active`,
      [username],
    );
    return row ?? null;
  }

  async page(
    sql: SqlRunner,
    { institutionOid, roles }: ManagedReach,
    { after, limit }: { after: string; limit: number },
  ): Promise<ManagedServiceUser[]> {
    return sql.query<ManagedServiceUser[]>(
      `SELECT ${MANAGED} FROM service_user WHERE ${IN_REACH} AND username COLLATE "C" > $3
       ORDER BY username COLLATE "C" LIMIT $4`,
      [institutionOid, roles, after, limit],
    );
  }

  /** Undefined also for one that somebody else manages. */
  async lock(
    sql: SqlRunner,
    { institutionOid, roles }: ManagedReach,
    username: string,
  ): Promise<ManagedServiceUser | undefined> {
    const [user] = await sql.query<ManagedServiceUser[]>(
      `SELECT ${MANAGED} FROM service_user WHERE ${IN_REACH} AND username = $3 FOR UPDATE`,
      [institutionOid, roles, username],
    );
    return user;
  }

  /** @returns null when the name is taken, in whichever organisation */
  async insert(
    sql: SqlRunner,
    user: AddedServiceUser,
    passwordHash: string,
    at: Date,
  ): Promise<ManagedServiceUser | null> {
    const { username, institutionOid, roles, sourceSystem, studyRightTypes } = user;
    const [added] = await sql.query<ManagedServiceUser[]>(
      `INSERT INTO service_user (username, password_hash, institution_oid, roles, source_system, study_right_types,
         created_at, password_changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT DO NOTHING RETURNING ${MANAGED}`,
      [username, passwordHash, institutionOid, roles, sourceSystem, studyRightTypes, at],
    );
    return added ?? null;
  }

  async update(
    sql: SqlRunner,
    { username, active, studyRightTypes }: Pick<ManagedServiceUser, 'username' | 'active' | 'studyRightTypes'>,
  ): Promise<void> {
    await sql.query('UPDATE service_user SET active = $2, study_right_types = $3 WHERE username = $1', [
      username,
      active,
      studyRightTypes,
    ]);
  }

  async setPassword(sql: SqlRunner, username: string, passwordHash: string, at: Date): Promise<void> {
    await sql.query('UPDATE service_user SET password_hash = $2, password_changed_at = $3 WHERE username = $1', [
      username,
      passwordHash,
      at,
    ]);
  }

  /** Once a minute is enough, of all processes: requests come by the thousand. */
  async noteUse(sql: SqlRunner, username: string, at: Date): Promise<void> {
    await sql.query(
      `UPDATE service_user SET last_used_at = $2
        WHERE username = $1 AND (last_used_at IS NULL OR last_used_at <= $2::timestamptz - interval '1 minute')`,
      [username, at],
    );
  }
}
