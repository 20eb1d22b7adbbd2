import { Injectable } from '@nestjs/common';
import { seesApplication } from '#contracts';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, ProblemError, writeAudit } from '#platform';
import type { ErrorCode } from '../../errors.js';
import { CaseRepository } from '../../persistence/case.repository.js';
import { holderOfRights } from '../../persistence/rights.js';
import { DecisionRepository } from '../../persistence/decision.repository.js';
import type { DecisionView } from '../../http/answer-shapes.js';
import { decisionViews, IN_FORCE } from '../decision-views.js';

/** One decision. Leaves an audit line. */
@Injectable()
export class ShowDecisionQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CaseRepository,
    private readonly decisions: DecisionRepository,
    private readonly clock: Clock,
  ) {}

  async execute(viewer: Actor, decisionId: string): Promise<DecisionView> {
    const { institutionOid, personId } = viewer;
    return this.unitOfWork.run(async ({ sql }) => {
      const actor = await holderOfRights(sql, viewer);
      const applicationId = await this.decisions.applicationOf(sql, { institutionOid, id: decisionId });
      const applicationCase = applicationId && (await this.cases.find(sql, { institutionOid, applicationId }));
      if (!applicationCase || !seesApplication(actor, applicationCase))
        throw new ProblemError<ErrorCode>('decision/decision-not-found');
      const [view] = await decisionViews(sql, institutionOid, applicationCase.applicationId, decisionId);
      if (!view || (personId === applicationCase.studentId && !IN_FORCE.includes(view.state))) {
        throw new ProblemError<ErrorCode>('decision/decision-not-found');
      }
      await writeAudit(sql, {
        institutionOid,
        actorId: personId,
        action: 'read-decision',
        targetKind: 'decision',
        targetId: decisionId,
        subjectPersonId: applicationCase.studentId,
        at: this.clock.now(),
      });
      return view;
    });
  }
}
