import { Injectable } from '@nestjs/common';
import { seesApplication } from '#contracts';
import type { LocalisedText } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, ProblemError, type SqlRunner, writeAudit } from '#platform';
import type { NamedApplicationView } from '../../http/answer-shapes.js';
import type { ErrorCode } from '../../errors.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { authorise } from '../../use-cases/authorise.js';
import { Completeness } from '../../use-cases/completeness.js';
import { applicationView } from './application-view.js';

/** Refusals for what the draft could still say when it was written. */
const RETIRED: ReadonlySet<string> = new Set<ErrorCode>([
  'application/programme-not-in-force',
  'application/handler-left',
  'application/course-not-in-force',
]);

@Injectable()
export class ApplicationByIdQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly completeness: Completeness,
    private readonly clock: Clock,
  ) {}

  /** The application, if the actor sees it; the reading leaves an audit line. @throws ProblemError `application/not-found` */
  async execute(actor: Actor, id: string): Promise<NamedApplicationView> {
    authorise(actor, 'read-application');
    return this.unitOfWork.run(async ({ sql }) => {
      const application = await this.applications.find(sql, actor.institutionOid, id);
      if (!application || !seesApplication(actor, application))
        throw new ProblemError<ErrorCode>('application/not-found');
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
      const completeness = await this.completeness.of(sql, application, actor.personId, this.clock.now());
      const view = applicationView(application, actor, completeness);
      const handlerIds = view.parts.map((part) => part.handlerId);
      return {
        ...view,
        programmeName: await programmeName(sql, actor.institutionOid, view.programmeCode),
        names: await namesOf(sql, actor.institutionOid, [view.studentId, view.handlerId, ...handlerIds]),
        toCorrect: view.state === 'DRAFT' ? (completeness ?? []).filter(({ code }) => RETIRED.has(code)) : [],
      };
    });
  }
}

async function programmeName(sql: SqlRunner, institutionOid: string, code: string): Promise<LocalisedText | null> {
  const [row] = await sql.query<{ name: LocalisedText }[]>(
    `SELECT name FROM degree_programme_copy WHERE institution_oid = $1 AND programme_code = $2`,
    [institutionOid, code],
  );
  return row?.name ?? null;
}

async function namesOf(
  sql: SqlRunner,
  institutionOid: string,
  personIds: readonly (string | null)[],
): Promise<Record<string, string>> {
  const rows = await sql.query<{ id: string; name: string }[]>(
    `SELECT person_id AS id, first_name || ' ' || last_name AS name
       FROM person_copy WHERE institution_oid = $1 AND person_id = ANY ($2::text[]) AND NOT forgotten`,
    [institutionOid, [...new Set(personIds)].filter((personId) => personId !== null)],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
