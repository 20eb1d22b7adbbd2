import { Injectable } from '@nestjs/common';
import { type CopyTable, keepNewest } from '#messaging';
import type { SqlRunner } from '#platform';
import type { Institution } from '../domain/institution.js';

const INSTITUTIONS: CopyTable = {
  table: 'institution',
  key: ['institution_oid'],
  content: ['email_handler_on_arrival', 'notify_recorder'],
};

@Injectable()
export class Institutions {
  /** Stores the copy unless the same or a newer version is there: an older event that comes late changes nothing. */
  async store(sql: SqlRunner, institution: Institution): Promise<void> {
    const { institutionOid, version, emailHandlerOnArrival, notifyRecorder } = institution;
    const settings = { email_handler_on_arrival: emailHandlerOnArrival, notify_recorder: notifyRecorder };
    await keepNewest(sql, INSTITUTIONS, [{ institution_oid: institutionOid, version, ...settings }]);
  }
}
