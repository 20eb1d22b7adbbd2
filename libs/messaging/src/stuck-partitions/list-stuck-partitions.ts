import type { Actor, Clock } from '#platform';
import { writeAudit } from '#platform';
import { authorise } from '../dead-letters/policy.js';
import type { UnitOfWork } from '../unit-of-work.js';
import type { RecordedStretch, StretchTable } from './stretch-table.js';

/** What this service cannot read, newest first. There are few of them, so that one page is enough. */
export class ListStuckPartitions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly stretches: StretchTable,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError `platform/forbidden` */
  async execute(actor: Actor, which: 'held' | 'all', limit: number): Promise<{ items: RecordedStretch[] }> {
    authorise(actor, 'settle');
    return this.unitOfWork.run(async ({ sql }) => {
      const items = await this.stretches.page(sql, which, limit);
      await writeAudit(sql, {
        institutionOid: actor.institutionOid,
        actorId: actor.personId,
        action: 'list-stuck-partitions',
        targetKind: 'stuck-partition-list',
        targetId: this.stretches.consumer,
        details: { ids: items.map(({ id }) => id) },
        at: this.clock.now(),
      });
      return { items };
    });
  }
}
