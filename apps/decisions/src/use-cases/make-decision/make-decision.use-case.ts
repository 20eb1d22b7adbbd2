import { Injectable } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { seesApplication } from '#contracts';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, orProblem, ProblemError, writeAudit } from '#platform';
import type { ErrorCode } from '../../errors.js';
import { decisionProposed } from '../../published-events.js';
import { handlersOf } from '../../domain/case.js';
import type { DecisionContent } from '../../domain/decision-content.js';
import { type Decision, proposeDecision } from '../../domain/decision.js';
import { refusalFor } from '../../domain/policy.js';
import { Decisions } from '../../persistence/decisions.js';
import { PartsToDecide } from '../../persistence/parts-to-decide.js';

/** The handler of a part decides it. The decision is a proposal until the applications service has confirmed it. */
@Injectable()
export class MakeDecision {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly parts: PartsToDecide,
    private readonly decisions: Decisions,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError with a code of errors.ts; then nothing has changed */
  async execute(
    actor: Actor,
    at: { applicationId: string; partId: string },
    content: DecisionContent,
  ): Promise<Decision> {
    const { institutionOid, personId } = actor;
    return this.unitOfWork.run(async ({ sql, append }) => {
      const found = await this.parts.open(sql, institutionOid, at, (kase) => seesApplication(actor, kase));
      if (found === 'no-case') throw new ProblemError<ErrorCode>('decision/case-not-found');
      if (found === 'no-part') throw new ProblemError<ErrorCode>('decision/part-not-found');
      const { kase, part, standing, courses, applicant } = found;
      orProblem(refusalFor(actor, 'make-decision', { ...kase, handlerIds: handlersOf([part]) }));

      const now = this.clock.now();
      const proposal = { id: uuidV7(), deciderId: personId, now, content, courses, applicant };
      const decision = orProblem(proposeDecision(kase, part, standing, proposal));

      await this.decisions.add(sql, decision);
      await append(decisionProposed(decision));
      await writeAudit(sql, {
        institutionOid,
        actorId: personId,
        action: 'make-decision',
        targetKind: 'decision',
        targetId: decision.id,
        subjectPersonId: kase.studentId,
        details: {
          applicationId: kase.applicationId,
          partId: part.partId,
          outcome: decision.outcome,
          applicantsNameStands: decision.agreedPublicText !== null,
        },
        at: now,
      });
      return decision;
    });
  }
}
