import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock } from '#platform';
import { can } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import type { StoredSupportCase } from '../../persistence/support-case.repository.js';
import { InvalidateAtKoski, type Looked } from '../../../study-rights/use-cases/invalidate-at-koski.js';
import { AttemptOverride } from './attempt-override.js';

/**
 * The second of the two people: the HOKS is deleted and the study right invalidated in one transaction (R169). With a
 * Koski above, that one invalidates first.
 */
@Injectable()
export class ApproveOverride {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly atKoski: InvalidateAtKoski,
    private readonly attempt: AttemptOverride,
  ) {}

  async execute(actor: Actor, id: string): Promise<StoredSupportCase | Refusal> {
    const refusal = can(actor, 'approve-override');
    if (refusal !== null) return refusal;
    return this.atKoski.inTwoAttempts((looked: Looked) =>
      this.unitOfWork.run((tx) => this.attempt.execute(tx, id, { actor, looked, at: this.clock.now() })),
    );
  }
}
