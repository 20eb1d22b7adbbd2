import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { can } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import type { Hoks } from '../../domain/hoks.js';
import type { Refusal } from '../../../errors.js';
import { ChangeHoks, type HoksChange } from '../change-hoks.js';

/** Puts new data in the place of all data of a HOKS: main fields and parts that are not given go, as in eHOKS's PUT. */
@Injectable()
export class ReplaceHoks {
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
    const refusal = can(actor, 'replace-hoks', { mode: change.mode });
    if (refusal !== null) return refusal;
    return this.change.execute(tx, actor, { ...change, kind: 'REPLACE' }, this.clock.now());
  }
}
