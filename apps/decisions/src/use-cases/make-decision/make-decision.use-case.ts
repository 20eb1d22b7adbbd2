import { Injectable } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { seesApplication } from '#contracts';
import { ProblemError, type SentCommand, type SqlRunner } from '#platform';
import type { ErrorCode } from '../../errors.js';
import { isRefused } from '#kernel';
import type { DecisionContent } from '../../domain/decision-content.js';
import { type Decision, isProposedAgain, proposeDecision } from '../../domain/decision.js';
import { DecisionRepository } from '../../persistence/decision.repository.js';
import { KeywordRepository } from '../../persistence/keyword.repository.js';
import { type PartToDecide, PartToDecideRepository } from '../../persistence/part-to-decide.repository.js';
import { decisionProposed } from '../../published-events.js';
import { ActOnCase, type Done, type Person } from '../act-on-case.js';

export interface MadeDecision {
  readonly id: string;
  readonly status: Decision['state'];
}

/** The handler of a part decides it. The decision is a proposal until the applications service has confirmed it. */
@Injectable()
export class MakeDecision {
  constructor(
    private readonly act: ActOnCase,
    private readonly parts: PartToDecideRepository,
    private readonly decisions: DecisionRepository,
    private readonly keywords: KeywordRepository,
  ) {}

  /** The same decision of the same person, sent again, is the one that stands. @throws ProblemError with a code of errors.ts */
  async execute(
    command: SentCommand,
    at: { applicationId: string; partId: string },
    content: DecisionContent,
  ): Promise<MadeDecision> {
    const open = (sql: SqlRunner, actor: Person) => this.open(sql, actor, at, content);
    return this.act.execute('make-decision', command, open, async (opened, { actorId: deciderId, now, tx }) => {
      const { applicationCase, part, decision: standing, courses, applicant, codeset } = opened;
      if (standing && isProposedAgain(standing, deciderId, content)) return done(standing, { repeated: true });
      const proposal = { id: uuidV7(), deciderId, now, content, courses, applicant, codeset };
      const decision = proposeDecision(applicationCase, part, standing, proposal);
      if (isRefused(decision)) return decision;
      await Promise.all([this.decisions.add(tx.sql, decision), this.keywords.countUse(tx.sql, decision)]);
      await tx.append(decisionProposed(decision));
      return done(decision, { applicantsNameStands: decision.agreedPublicText !== null });
    });
  }

  private async open(
    sql: SqlRunner,
    actor: Person,
    at: { applicationId: string; partId: string },
    { keywords = [] }: DecisionContent,
  ) {
    const found = await this.parts.open(sql, actor.institutionOid, at, keywords, (applicationCase) =>
      seesApplication(actor, applicationCase),
    );
    if (found === 'no-case') throw new ProblemError<ErrorCode>('decision/case-not-found');
    if (found === 'no-part') throw new ProblemError<ErrorCode>('decision/part-not-found');
    return found satisfies PartToDecide;
  }
}

function done(decision: Decision, more: object): Done<MadeDecision> {
  const { id, state: status, partId, outcome } = decision;
  return { decision, answer: { id, status }, details: { partId, outcome, ...more } };
}
