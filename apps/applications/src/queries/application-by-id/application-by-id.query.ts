import { Injectable } from '@nestjs/common';
import { seesApplication } from '#contracts';
import { finnishDay, type LocalisedText } from '#kernel';
import { type Transaction, UnitOfWork } from '#messaging';
import { type Actor, Clock, type ErrorTable, ProblemError, type SqlRunner, writeAudit } from '#platform';
import type { NamedApplicationView, ToCorrect } from '../../http/answer-shapes.js';
import type { Application } from '../../domain/application.js';
import { targetsNotInForce } from '../../domain/decide/submit-application.js';
import { aNamedHandlerHasNotLeft } from '../../domain/rules/a-named-handler-works-in-the-same-institution.js';
import { anApplicationBelongsToAProgrammeInForce } from '../../domain/rules/an-application-belongs-to-a-programme-in-force.js';
import { type ErrorCode, errors } from '../../errors.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { CopiesRepository } from '../../persistence/copies.repository.js';
import { authorise } from '../../use-cases/authorise.js';
import { codesOfRetiredTargets } from '../../use-cases/written-content.js';
import { applicationView } from './application-view.js';

/** By any code: a rule may refuse with one of the platform's, which has no place in a draft. */
const texts: ErrorTable = errors;

@Injectable()
export class ApplicationByIdQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly copies: CopiesRepository,
    private readonly clock: Clock,
  ) {}

  /** The application, if the actor sees it; the reading leaves an audit line. @throws ProblemError `application/not-found` */
  async execute(actor: Actor, id: string): Promise<NamedApplicationView> {
    authorise(actor, 'read-application');
    return this.unitOfWork.run(async (tx) => {
      const { sql } = tx;
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
      const view = applicationView(application, actor);
      const handlerIds = view.parts.map((part) => part.handlerId);
      return {
        ...view,
        programmeName: await programmeName(sql, actor.institutionOid, view.programmeCode),
        names: await namesOf(sql, actor.institutionOid, [view.studentId, view.handlerId, ...handlerIds]),
        toCorrect: view.state === 'DRAFT' ? await this.retiredIn(tx, application) : [],
      };
    });
  }

  private async retiredIn(tx: Transaction, application: Application): Promise<ToCorrect[]> {
    const { institutionOid, handlerId, programmeCode } = application;
    const today = finnishDay(this.clock.now());
    const programme = await this.copies.programmeValidity(tx.sql, institutionOid, programmeCode);
    const refused = anApplicationBelongsToAProgrammeInForce(programme, today)?.refused;
    const handler = await this.copies.person(tx.sql, institutionOid, handlerId);
    const found = [
      refused === undefined ? null : { path: 'studyRightId', code: refused },
      aNamedHandlerHasNotLeft(handler, today),
      ...targetsNotInForce(application, await codesOfRetiredTargets(this.copies, tx, application, today)),
    ].filter((error) => error !== null);
    return found.flatMap((error) => {
      const message = texts[error.code]?.detail;
      return message === undefined ? [] : [{ ...error, message }];
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
