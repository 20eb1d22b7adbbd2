import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { seesApplication } from '#contracts';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, pageOf, ProblemError, writeAudit } from '#platform';
import { peopleNamed } from '../../domain/people-named.js';
import type { ErrorCode } from '../../errors.js';
import type { TimelinePage } from '../../http/answer-shapes.js';
import { listCursor } from '../../http/list-cursor.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { namesOfPeople } from '../../persistence/names.js';
import { authorise } from '../../use-cases/authorise.js';
import { actionsShown, type ChangeRow, timelineEntry } from './timeline-entry.js';

/** The audit log has a line for each change of the application, with how the states of its parts went. */
const CHANGES = `
  SELECT seq::text, at, actor_id, action, details -> 'before' AS before, details -> 'after' AS after
    FROM audit_event
   WHERE institution_oid = $1 AND target_kind = 'application' AND target_id = $2 AND details ? 'after'
     AND action = ANY ($3::text[]) AND ($4::bigint IS NULL OR seq < $4::bigint)
   ORDER BY seq DESC LIMIT $5`;

const position = listCursor(z.tuple([z.string().regex(/^\d{1,18}$/)]));

/** What has happened to an application, newest first, for everybody who sees it (R26). */
@Injectable()
export class ApplicationTimelineQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
  ) {}

  /** The reading leaves an audit line. @throws ProblemError `application/not-found` */
  async execute(
    reader: Actor,
    id: string,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<TimelinePage> {
    const { institutionOid, personId } = reader;
    return this.unitOfWork.run(async ({ sql }) => {
      const actor = await authorise(sql, reader, 'read-application');
      const [before] = position.keyIn(cursor) ?? [null];
      const application = await this.applications.find(sql, institutionOid, id);
      if (!application || !seesApplication(actor, application))
        throw new ProblemError<ErrorCode>('application/not-found');
      const actions = actionsShown(personId === application.studentId);
      const rows = await sql.query<ChangeRow[]>(CHANGES, [institutionOid, id, actions, before, limit + 1]);
      const names = await namesOfPeople(sql, institutionOid, peopleNamed(application));
      await writeAudit(sql, {
        ...{ institutionOid, actorId: personId, action: 'read-timeline', targetKind: 'application', targetId: id },
        ...{ subjectPersonId: application.studentId, details: {}, at: this.clock.now() },
      });
      return pageOf(
        rows,
        limit,
        (row) => timelineEntry(row, application, personId, names),
        (last) => position.cursorAfter([last.seq]),
      );
    });
  }
}
