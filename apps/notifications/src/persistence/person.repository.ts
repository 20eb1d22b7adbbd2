import { Injectable } from '@nestjs/common';
import type { EventBodies } from '#contracts';
import { type CopyTable, keepNewest } from '#messaging';
import type { SqlRunner } from '#platform';

const PERSONS: CopyTable = {
  table: 'person',
  key: ['institution_oid', 'person_id'],
  forgettable: true,
  content: ['first_name', 'last_name', 'email', 'language', 'valid_from', 'valid_until'],
};

@Injectable()
export class PersonRepository {
  /** Stores the copy unless the same or a newer version is there: an older event that comes late changes nothing. */
  async keep(sql: SqlRunner, body: EventBodies['university.person-published.v1']): Promise<number> {
    const { version, email, language, validFrom = null, validUntil = null } = body;
    const key = { institution_oid: body.institutionOid, person_id: body.personId };
    const name = { first_name: body.firstName, last_name: body.lastName };
    const validity = { valid_from: validFrom, valid_until: validUntil };
    return keepNewest(sql, PERSONS, [{ ...key, version, ...name, email, language, ...validity }]);
  }

  /** Name and address go; id and version stay, so that an older fact does not bring them back. */
  async forget(sql: SqlRunner, personId: string): Promise<void> {
    await sql.query(
      `UPDATE person SET first_name = NULL, last_name = NULL, email = NULL, valid_from = NULL, valid_until = NULL,
              forgotten = true
        WHERE person_id = $1`,
      [personId],
    );
  }
}
