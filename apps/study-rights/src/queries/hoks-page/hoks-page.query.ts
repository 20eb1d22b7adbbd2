import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock, writeAudits } from '#platform';
import { can, type Caller, reachOf } from '../../access.js';
import type { Hoks } from '../../domain/hoks.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import { hoksTable } from '../../persistence/hoks-table.js';

export interface HoksPageWish {
  /** The last id that the reader has had; 0 at first. */
  readonly fromId: number;
  readonly amount: number;
  readonly updatedAfter: Date | null;
}

/** The HOKSes of the caller's organisation in the order of their ids, soft-deleted ones too, each read audited. */
@Injectable()
export class HoksPageQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async page(actor: Caller, wish: HoksPageWish): Promise<readonly Hoks[] | Refusal> {
    if (!can(actor, 'READ')) return refuse('platform/forbidden');
    return this.unitOfWork.run(async ({ sql }) => {
      const page = await hoksTable.page(sql, reachOf(actor), wish);
      const line = { actorId: actor.personId, action: 'read-hoks-page', targetKind: 'hoks', at: this.clock.now() };
      // One line a HOKS: so everybody finds who has read about them.
      await writeAudits(
        sql,
        page.map(({ institutionOid, id, learnerOid }) => ({
          ...line,
          institutionOid,
          targetId: String(id),
          subjectPersonId: learnerOid,
        })),
      );
      return page;
    });
  }
}
