import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '#messaging';
import { Clock, ProblemError, writeAudit, type Actor } from '#platform';
import type { LocalisedText } from '../../domain/application.js';
import { sees } from '../../domain/policy.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { authorise } from '../../use-cases/authorise.js';
import { applicationView, type ApplicationView } from './application-view.js';

/** An application with the names that its ids stand for, as far as they are known here. */
export interface NamedApplicationView extends ApplicationView {
  readonly programmeName: LocalisedText | null;
  /** Student and handlers by person id. */
  readonly names: Readonly<Record<string, string>>;
}

@Injectable()
export class ApplicationByIdQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
  ) {}

  /** The application, if the actor sees it; the reading leaves an audit line. @throws ProblemError `application/not-found` */
  async execute(actor: Actor, id: string): Promise<NamedApplicationView> {
    authorise(actor, 'read-application');
    return this.unitOfWork.run(async ({ sql }) => {
      const application = await this.applications.find(sql, actor.institutionOid, id);
      if (!application || !sees(actor, application)) throw new ProblemError('application/not-found');
      await writeAudit(sql, {
        institutionOid: actor.institutionOid,
        actorId: actor.personId,
        action: 'read-application',
        targetKind: 'application',
        targetId: id,
        subjectPersonId: application.studentId,
        details: { version: application.version },
        at: this.clock.now(),
      });
      const view = applicationView(application, actor);
      const handlerIds = view.parts.map((part) => part.handlerId);
      return {
        ...view,
        programmeName: await programmeName(sql, actor.institutionOid, view.programmeCode),
        names: await namesOf(sql, actor.institutionOid, [view.studentId, view.handlerId, ...handlerIds]),
      };
    });
  }
}

async function programmeName(sql: EntityManager, institutionOid: string, code: string): Promise<LocalisedText | null> {
  const [row] = await sql.query<{ name: LocalisedText }[]>(
    `SELECT name FROM degree_programme_copy WHERE institution_oid = $1 AND programme_code = $2`,
    [institutionOid, code],
  );
  return row?.name ?? null;
}

async function namesOf(
  sql: EntityManager,
  institutionOid: string,
  personIds: readonly (string | null)[],
): Promise<Record<string, string>> {
  const rows = await sql.query<{ id: string; name: string }[]>(
    `SELECT person_id AS id, first_name || ' ' || last_name AS name
       FROM person_copy WHERE institution_oid = $1 AND person_id = ANY ($2::text[])`,
    [institutionOid, [...new Set(personIds)].filter((personId) => personId !== null)],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
