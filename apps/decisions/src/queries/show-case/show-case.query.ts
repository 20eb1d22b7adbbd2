import { Injectable } from '@nestjs/common';
import { seesApplication } from '#contracts';
import { creditsOf } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, ProblemError, writeAudit } from '#platform';
import type { ErrorCode } from '../../errors.js';
import type { CasePart } from '../../domain/case.js';
import { CaseRepository } from '../../persistence/case.repository.js';
import type { CaseView, DecisionView, PartView } from '../../http/answer-shapes.js';
import { decisionViews, IN_FORCE } from '../decision-views.js';

/** A case with the decisions on its parts (R9), as this service has it. Leaves an audit line. */
@Injectable()
export class ShowCaseQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CaseRepository,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, applicationId: string): Promise<CaseView> {
    const { institutionOid, personId } = actor;
    return this.unitOfWork.run(async ({ sql }) => {
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
      const parts = applicationCase.parts.map((part) => partView(part, shown));
      return { applicationId, version, state, studentId, studyRightId, programmeCode, parts };
    });
  }
}

function partView(part: CasePart, decisions: readonly DecisionView[]): PartView {
  const { partId, targets, creditsApplied, contentRound: _, ...rest } = part;
  return {
    id: partId,
    ...rest,
    targets: targets.map(({ extent, ...target }) => ({ ...target, credits: creditsOf(extent) })),
    creditsApplied: creditsOf(creditsApplied),
    decisions: decisions.filter((decision) => decision.partId === partId),
  };
}
