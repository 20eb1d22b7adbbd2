import { Injectable } from '@nestjs/common';
import type { Transaction } from '#messaging';
import { orProblem, type Actor } from '#platform';
import { aStudentHasSoManyDraftsAtMost } from '../domain/rules/a-student-has-so-many-drafts-at-most.js';
import type { ApplicationRepository } from '../persistence/application.repository.js';

/** Every command that makes a draft asks here first; those of one student that come at once are asked one after another. */
@Injectable()
export class RoomForADraft {
  /** @param limit drafts of one person, setting DRAFTS_PER_PERSON */
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly limit: number,
  ) {}

  /** @throws ProblemError `application/too-many-drafts` */
  async claim(tx: Transaction, { institutionOid, personId }: Actor): Promise<void> {
    const drafts = await this.applications.countDrafts(tx.sql, { institutionOid, personId }, this.limit);
    orProblem(aStudentHasSoManyDraftsAtMost(drafts, this.limit));
  }
}
