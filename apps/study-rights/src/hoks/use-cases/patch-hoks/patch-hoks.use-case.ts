import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { can } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import type { Hoks } from '../../domain/hoks.js';
import type { Refusal } from '../../../errors.js';
import { ChangeHoks, type HoksChange } from '../change-hoks.js';

/** Changes main fields of a HOKS; what is not given stays, parts always do, as in eHOKS's PATCH. */
@Injectable()
export class PatchHoks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly change: ChangeHoks,
  ) {}

  async execute(actor: Caller, change: Omit<HoksChange, 'kind'>): Promise<Hoks | Refusal> {
    return this.unitOfWork.run((tx) => this.within(tx, actor, change));
  }

  /** In a transaction that has begun already; a refusal leaves it usable. */
  async within(tx: Transaction, actor: Caller, change: Omit<HoksChange, 'kind'>): Promise<Hoks | Refusal> {
    const refusal = can(actor, 'patch-hoks', { mode: change.mode });
    if (refusal !== null) return refusal;
    return this.change.execute(tx, actor, { ...change, kind: 'PATCH' }, this.clock.now());
  }
}
