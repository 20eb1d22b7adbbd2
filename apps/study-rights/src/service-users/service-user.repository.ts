import { Injectable } from '@nestjs/common';
import type { Role, SqlRunner } from '#platform';

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

/** Table `service_user`. Maintained by the operators; no endpoint changes it. */
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
}
