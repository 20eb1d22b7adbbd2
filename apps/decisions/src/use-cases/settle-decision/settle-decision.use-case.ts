import { Injectable } from '@nestjs/common';
import type { EventBodies } from '#contracts';
import { isRefused } from '#kernel';
import type { NewEvent, Transaction } from '#messaging';
import { Clock, writeAudit } from '#platform';
import type { Refusal } from '../../errors.js';
import { decisionMade, decisionVoided } from '../../published-events.js';
import { confirmDecision, type Decision, voidDecision } from '../../domain/decision.js';
import { DecisionRepository } from '../../persistence/decision.repository.js';

/**
 * Second half of the saga: the applications service has answered a proposed decision, and the answer is final. The copy of
 * the case has followed the answer before, and its row is locked.
 */
@Injectable()
export class SettleDecision {
  constructor(
    private readonly decisions: DecisionRepository,
    private readonly clock: Clock,
  ) {}

  async confirm(tx: Transaction, answer: EventBodies['applications.part-decision-confirmed.v1']): Promise<void> {
    const { studentId } = answer.summary;
    await this.settle(tx, answer, 'confirm-decision', confirmDecision, (final) => decisionMade(final, studentId));
  }

  async refuse(tx: Transaction, answer: EventBodies['applications.part-decision-refused.v1']): Promise<void> {
    const { reason } = answer;
    const makeVoid = (decision: Decision) => voidDecision(decision, reason);
    await this.settle(tx, answer, 'void-decision', makeVoid, (voided) => decisionVoided(voided, reason));
  }

  private async settle(
    tx: Transaction,
    answer: EventBodies['applications.part-decision-confirmed.v1' | 'applications.part-decision-refused.v1'],
    action: string,
    step: (decision: Decision) => Decision | Refusal,
    announce: (settled: Decision) => NewEvent,
  ): Promise<void> {
    const { institutionOid, decisionId } = answer;
    const { studentId } = answer.summary;
    const known = await this.decisions.change(tx.sql, { institutionOid, id: decisionId }, async (decision) => {
      const settled = step(decision);
      const refused = isRefused(settled);
      if (!refused) await tx.append(announce(settled));
      await writeAudit(tx.sql, {
        institutionOid,
        actorId: 'applications',
        action: refused ? `${action}-ignored` : action,
        targetKind: 'decision',
        targetId: decisionId,
        subjectPersonId: studentId,
        details: refused ? { ...settled } : { state: settled.state, reason: settled.voidReason },
        at: this.clock.now(),
      });
      return refused ? decision : settled;
    });
    if (!known) throw new Error(`decision ${decisionId} was answered but is not known here`);
  }
}
