import { type Actor, type Clock, ProblemError, writeAudit } from '#platform';
import type { StuckPartitionErrorCode } from './errors.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { authorise } from '../dead-letters/policy.js';
import type { RecordedStretch, StretchTable } from './stretch-table.js';

/** Decides that the consumer goes on behind records that it cannot read. They have no effect in this service. */
export class StepOver {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly stretches: StretchTable,
    private readonly clock: Clock,
  ) {}

  /**
   * @param reason why, in a person's words; kept with the stretch, not in the audit line
   * @returns the stretch as it is now: the process that has the partition goes on within seconds
   * @throws ProblemError `platform/forbidden`, `platform/not-found`; `stuck-partition/read` when it was read after all
   */
  async execute(actor: Actor, id: string, reason: string): Promise<RecordedStretch> {
    authorise(actor, 'settle');
    const at = this.clock.now();
    return this.unitOfWork.run(async ({ sql }) => {
      const stretch = await this.stretches.lock(sql, id);
      if (!stretch) throw new ProblemError('platform/not-found');
      if (stretch.state === 'read') throw new ProblemError<StuckPartitionErrorCode>('stuck-partition/read', { id });
      if (stretch.state !== 'held') return stretch;
      await this.stretches.decide(sql, id, actor.personId, reason, at);
      const { topic, partition, from, to } = stretch;
      await writeAudit(sql, {
        institutionOid: actor.institutionOid,
        actorId: actor.personId,
        action: 'step-over-stuck-partition',
        targetKind: 'stuck-partition',
        targetId: id,
        details: { topic, partition, from, to },
        at,
      });
      return (await this.stretches.lock(sql, id)) ?? stretch;
    });
  }
}
