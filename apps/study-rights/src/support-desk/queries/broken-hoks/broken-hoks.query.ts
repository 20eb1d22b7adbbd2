import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, type Page, pageOf } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { BrokenHoksRepository, type HoksOfPair } from '../../persistence/broken-hoks.repository.js';
import { auditPage } from '../../../study-rights/queries/audit-of-page.js';

export interface BrokenHoksLine extends HoksOfPair {
  /** POST here, with a reason, deletes the HOKS. */
  readonly repair: string;
}

/** Pairs that the guard would never have let come about (R160); ordinary callers do not see them (R161). */
@Injectable()
export class BrokenHoksQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly broken: BrokenHoksRepository,
  ) {}

  async execute(
    actor: Actor,
    { limit, cursor = 0 }: { limit: number; cursor?: number | undefined },
  ): Promise<Page<BrokenHoksLine> | Refusal> {
    const refusal = can(actor, 'list-broken-hoks');
    if (refusal !== null) return refusal;
    return this.unitOfWork.run(async ({ sql }) => {
      const rows = await this.broken.page(sql, reachOf(actor), cursor, limit + 1);
      const line = { actor, action: 'list-broken-hoks', at: this.clock.now() };
      await auditPage(sql, rows.slice(0, limit), line);
      return pageOf(
        rows,
        limit,
        (row) => ({ ...row, repair: `/api/study-rights/v1/broken-hoks/${row.id}/repair` }),
        ({ id }) => String(id),
      );
    });
  }
}
