import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import { toldAgainUpTo } from '../../domain/invalidation-told-again.js';
import { studyRightRestated, studyRightStored } from '../../published-events.js';
import { StudyRightRepository } from '../../persistence/study-right.repository.js';

/** Study rights of one transaction. */
const PAGE = 200;

/**
 * Publishes invalidations once more, each once, as the state that they have led to. A job of the service: nobody asks
 * for it, and what it publishes goes where it went before.
 */
@Injectable()
export class TellInvalidationsAgain {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly studyRights: StudyRightRepository,
  ) {}

  /** @returns whether there may be more */
  async execute(): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const at = this.clock.now();
      const due = await this.studyRights.takeInvalidationsToTellAgain(tx.sql, { upTo: toldAgainUpTo(at), at }, PAGE);
      for (const studyRight of due) await tx.append(studyRightRestated(studyRightStored(studyRight), true));
      return due.length === PAGE;
    });
  }
}
