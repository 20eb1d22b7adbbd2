import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Institution } from '../domain/institution.js';

@Injectable()
export class Institutions {
  /** Stores the copy unless the same or a newer version is there: an older event that comes late changes nothing. */
  async store(sql: EntityManager, institution: Institution): Promise<void> {
    await sql.query(
      `INSERT INTO institution (institution_oid, version, email_handler_on_arrival, notify_recorder)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT (institution_oid) DO UPDATE
         SET version = excluded.version, email_handler_on_arrival = excluded.email_handler_on_arrival,
             notify_recorder = excluded.notify_recorder
       WHERE institution.version < excluded.version`,
      [institution.institutionOid, institution.version, institution.emailHandlerOnArrival, institution.notifyRecorder],
    );
  }
}
