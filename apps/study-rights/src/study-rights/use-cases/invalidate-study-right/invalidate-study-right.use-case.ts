import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { can } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import { isStudyRightOid } from '../../domain/oids.js';
import type { StudyRight } from '../../domain/study-right.js';
import type { Refusal } from '../../../errors.js';
import { InvalidateAtKoski, type Looked } from '../invalidate-at-koski.js';
import { AttemptInvalidation, type InvalidateCommand } from './attempt-invalidation.js';

/**
 * Invalidation by request (Koski's DELETE). Refused attempts are on record although nothing else changes. With a Koski
 * above, that one invalidates first.
 */
@Injectable()
export class InvalidateStudyRight {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly atKoski: InvalidateAtKoski,
    private readonly attempt: AttemptInvalidation,
  ) {}

  async execute(actor: Caller, command: InvalidateCommand): Promise<StudyRight | Refusal> {
    const refusal = can(actor, 'read-study-right');
    if (refusal !== null) return refusal;
    if (!isStudyRightOid(command.oid)) return refuse('badRequest.queryParam.virheellinenOpiskeluoikeusOid');
    return this.atKoski.inTwoAttempts((looked: Looked) =>
      this.unitOfWork.run((tx) => this.attempt.execute(tx, command, { actor, looked, at: this.clock.now() })),
    );
  }
}
