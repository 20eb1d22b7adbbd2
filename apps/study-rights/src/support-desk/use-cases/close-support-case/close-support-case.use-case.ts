import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import { closeSupportCase } from '../../domain/support-case.js';
import type { Refusal } from '../../../errors.js';
import { SupportCaseRepository, type StoredSupportCase } from '../../persistence/support-case.repository.js';
import { auditSupportCase } from '../audit-support-case.js';
import { LockSupportCase } from '../lock-support-case.js';

export interface CloseSupportCaseCommand {
  readonly id: string;
  /** The desk rejects with a reason; the provider withdraws without one. */
  readonly step: 'reject' | 'withdraw';
  readonly reason: string | null;
}

/** Ends a case without an override: study right and HOKS stay as they are. */
@Injectable()
export class CloseSupportCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly cases: SupportCaseRepository,
    private readonly lock: LockSupportCase,
  ) {}

  async execute(actor: Actor, command: CloseSupportCaseCommand): Promise<StoredSupportCase | Refusal> {
    const { id, step, reason } = command;
    const action = `${step}-support-case` as const;
    const refusal = can(actor, action);
    if (refusal !== null) return refusal;
    return this.unitOfWork.run(async (tx) => {
      const locked = await this.lock.execute(tx, reachOf(actor), id);
      if (isRefused(locked)) return locked;
      const closed = { by: actor.personId, at: this.clock.now(), reason };
      const supportCase = closeSupportCase(locked.supportCase, step, closed);
      if (isRefused(supportCase)) return supportCase;
      await this.cases.update(tx.sql, locked.institutionOid, supportCase, { actor, at: closed.at });
      const stored = { ...locked, supportCase };
      await auditSupportCase(tx, action, stored, { actorId: closed.by, at: closed.at });
      return stored;
    });
  }
}
