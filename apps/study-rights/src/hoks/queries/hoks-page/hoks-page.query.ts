import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import type { Hoks } from '../../domain/hoks.js';
import type { Refusal } from '../../../errors.js';
import { type HoksPageWish, HoksRepository } from '../../persistence/hoks.repository.js';
import { auditHoksesRead } from '../audit-of-hokses.js';

/** The HOKSes of the caller's organisation in the order of their ids, soft-deleted ones too, each read audited. */
@Injectable()
export class HoksPageQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly hokses: HoksRepository,
  ) {}

  async execute(actor: Caller, wish: Omit<HoksPageWish, 'types'>): Promise<readonly Hoks[] | Refusal> {
    const refusal = can(actor, 'read-hoks-page');
    if (refusal !== null) return refusal;
    return this.unitOfWork.run(async ({ sql }) => {
      const page = await this.hokses.page(sql, reachOf(actor), { ...wish, types: actor.studyRightTypes ?? null });
      await auditHoksesRead(sql, page, { actor, action: 'read-hoks-page', at: this.clock.now() });
      return page;
    });
  }
}
