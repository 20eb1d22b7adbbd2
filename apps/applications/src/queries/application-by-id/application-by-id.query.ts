import { Injectable } from '@nestjs/common';
import { seesApplication } from '#contracts';
import { finnishDay } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, ProblemError, writeAudit } from '#platform';
import type { NamedApplicationView } from '../../http/answer-shapes.js';
import { peopleNamed, peopleWhoTransferred } from '../../domain/people-named.js';
import { can } from '../../domain/policy.js';
import { withoutLapsedProposals } from '../../domain/without-lapsed-proposals.js';
import type { ErrorCode } from '../../errors.js';
import { actingPerson } from '../../persistence/acting-people.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { namesOfPeople, namesOfProgrammes } from '../../persistence/names.js';
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
  async execute(reader: Actor, id: string): Promise<NamedApplicationView> {
    return this.unitOfWork.run(async ({ sql }) => {
      const actor = await authorise(sql, reader, 'read-application');
      const today = finnishDay(this.clock.now());
      const stored = await this.applications.find(sql, actor.institutionOid, id);
      const application = stored && withoutLapsedProposals(stored, today);
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
      const viewer = await actingPerson(sql, actor, today);
      const view = applicationView(application, viewer, completeness);
      const { institutionOid } = actor;
      const staff = can(actor, 'read-transfer') === null ? peopleWhoTransferred(application) : [];
      const programmes = await namesOfProgrammes(sql, institutionOid, [view.programmeCode]);
      return {
        ...view,
        programmeName: programmes.get(view.programmeCode) ?? null,
        names: Object.fromEntries(await namesOfPeople(sql, institutionOid, [...peopleNamed(application), ...staff])),
        toCorrect: view.state === 'DRAFT' ? (completeness ?? []).filter(({ code }) => RETIRED.has(code)) : [],
      };
    });
  }
}
