import { Injectable } from '@nestjs/common';
import { isRefused } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import { proposeOverride } from '../../domain/support-case.js';
import type { Refusal } from '../../../errors.js';
import { SupportCaseRepository, type StoredSupportCase } from '../../persistence/support-case.repository.js';
import { auditSupportCase } from '../audit-support-case.js';
import { LockSupportCase } from '../lock-support-case.js';

export interface ProposeOverrideCommand {
  readonly id: string;
  readonly reason: string;
  readonly confirmed: boolean;
}

/** The first of the two people that an override needs (R169). Changes nothing but the case. */
@Injectable()
export class ProposeOverride {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly cases: SupportCaseRepository,
    private readonly lock: LockSupportCase,
  ) {}

  async execute(actor: Actor, command: ProposeOverrideCommand): Promise<StoredSupportCase | Refusal> {
    const refusal = can(actor, 'propose-override');
    if (refusal !== null) return refusal;
    const { id, reason, confirmed } = command;
    return this.unitOfWork.run(async (tx) => {
      const locked = await this.lock.execute(tx, reachOf(actor), id);
      if (isRefused(locked)) return locked;
      const proposal = { reason, confirmed, by: actor.personId, at: this.clock.now() };
      const supportCase = proposeOverride(locked.supportCase, proposal, locked.pair);
      if (isRefused(supportCase)) return supportCase;
      await this.cases.update(tx.sql, locked.institutionOid, supportCase, { actor, at: proposal.at });
      const stored = { ...locked, supportCase };
      const details = { ...supportCase.proposal?.basis };
      await auditSupportCase(tx, 'propose-override', stored, { actorId: proposal.by, at: proposal.at, details });
      return stored;
    });
  }
}
