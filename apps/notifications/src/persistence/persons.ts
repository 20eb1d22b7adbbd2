import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../domain/person.js';

@Injectable()
export class Persons {
  /** Stores the copy unless the same or a newer version is there: an older event that comes late changes nothing. */
  async store(sql: EntityManager, person: Person): Promise<void> {
    await sql.query(
      `INSERT INTO person (institution_oid, person_id, version, first_name, last_name, email, language)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (institution_oid, person_id) DO UPDATE
         SET version = excluded.version, first_name = excluded.first_name, last_name = excluded.last_name,
             email = excluded.email, language = excluded.language
       WHERE person.version < excluded.version`,
      [
        person.institutionOid,
        person.personId,
        person.version,
        person.firstName,
        person.lastName,
        person.email,
        person.language,
      ],
    );
  }
}
