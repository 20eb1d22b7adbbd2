import { Injectable } from '@nestjs/common';
import { seesApplication } from '#contracts';
import { creditsOf } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, type ErrorTable, ProblemError, writeAudit } from '#platform';
import { type ErrorCode, errors } from '../../errors.js';
import { actionsOnPart } from '../../domain/actions-on-part.js';
import type { Case, CasePart } from '../../domain/case.js';
import type { Person } from '../../domain/policy.js';
import { type Course, withMembers } from '../../domain/course.js';
import { possibleGrades } from '../../domain/rules/a-grade-is-on-the-scale-of-its-courses.js';
import { mostCredits } from '../../domain/rules/credits-lie-within-what-was-applied-for.js';
import { CaseRepository } from '../../persistence/case.repository.js';
import { holderOfRights } from '../../persistence/rights.js';
import { RegisterRepository } from '../../persistence/register.repository.js';
import type { CaseView, DecisionView, PartView } from '../../http/answer-shapes.js';
import { decisionViews, IN_FORCE } from '../decision-views.js';

const texts: ErrorTable = errors;

/** A case with the decisions on its parts (R9), as this service has it. Leaves an audit line. */
@Injectable()
export class ShowCaseQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CaseRepository,
    private readonly register: RegisterRepository,
    private readonly clock: Clock,
  ) {}

  async execute(viewer: Actor, applicationId: string): Promise<CaseView> {
    const { institutionOid, personId } = viewer;
    return this.unitOfWork.run(async ({ sql }) => {
      const actor = await holderOfRights(sql, viewer);
      const applicationCase = await this.cases.find(sql, { institutionOid, applicationId });
      if (!applicationCase || !seesApplication(actor, applicationCase))
        throw new ProblemError<ErrorCode>('decision/case-not-found');
      const decisions = await decisionViews(sql, institutionOid, applicationId);
      const shown = decisions.filter(({ state }) => personId !== applicationCase.studentId || IN_FORCE.includes(state));
      await writeAudit(sql, {
        institutionOid,
        actorId: personId,
        action: 'read-case',
        targetKind: 'application',
        targetId: applicationId,
        subjectPersonId: applicationCase.studentId,
        at: this.clock.now(),
      });
      const { version, state, studentId, studyRightId, programmeCode } = applicationCase;
      const courses = await this.register.coursesOf(sql, institutionOid, applicationCase.parts);
      const parts = applicationCase.parts.map((part) => partView(actor, applicationCase, part, shown, courses));
      return { applicationId, version, state, studentId, studyRightId, programmeCode, parts };
    });
  }
}

function partView(
  actor: Person,
  opened: Case,
  part: CasePart,
  decisions: readonly DecisionView[],
  courses: ReadonlyMap<string, Course>,
): PartView {
  const { partId, targets, creditsApplied, contentRound: _, ...rest } = part;
  const own = decisions.filter((decision) => decision.partId === partId);
  const standing = own.find(({ state, round }) => state !== 'VOID' && round === part.round);
  return {
    id: partId,
    ...rest,
    targets: targets.map(({ extent, ...target }) => ({ ...target, credits: creditsOf(extent) })),
    creditsApplied: creditsOf(creditsApplied),
    mostCredits: creditsOf(mostCredits(part)),
    possibleGrades: possibleGrades(
      withMembers(
        targets.map(({ courseCode }) => courseCode),
        courses,
      ),
    ),
    decisions: own,
    actions: actionsOnPart(actor, opened, part, standing).map(({ action, refusal }) => ({
      action,
      possible: refusal === null,
      code: refusal?.refused ?? null,
      text: refusal && (texts[refusal.refused]?.detail ?? null),
    })),
  };
}
