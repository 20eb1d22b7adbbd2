import { Injectable } from '@nestjs/common';
import type { EventBodies } from '#contracts';
import { type CopyTable, keepNewest } from '#messaging';
import type { SqlRunner } from '#platform';

const INSTITUTIONS: CopyTable = {
  table: 'institution',
  key: ['institution_oid'],
  content: ['email_handler_on_arrival', 'notify_recorder'],
};

@Injectable()
export class InstitutionRepository {
  /** Stores the copy unless the same or a newer version is there: an older event that comes late changes nothing. */
  async keep(sql: SqlRunner, body: EventBodies['university.institution-published.v1']): Promise<number> {
    const { emailHandlerOnArrival, notifyRecorder } = body.settings;
    const settings = { email_handler_on_arrival: emailHandlerOnArrival, notify_recorder: notifyRecorder };
    return keepNewest(sql, INSTITUTIONS, [
      { institution_oid: body.institutionOid, version: body.version, ...settings },
    ]);
  }
}
