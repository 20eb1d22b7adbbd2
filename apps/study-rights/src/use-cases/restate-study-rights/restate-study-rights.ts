import { Injectable } from '@nestjs/common';
import { finnishDay } from '#kernel';
import type { Transaction } from '#messaging';
import { higherEducationStored } from '../../virta/published-events.js';
import { studyRightRestated, studyRightStored } from '../../study-rights/published-events.js';
import { HigherEducationRepository } from '../../virta/persistence/higher-education.repository.js';
import { VirtaRepository } from '../../virta/persistence/virta.repository.js';
import { StudyRightRepository } from '../../study-rights/persistence/study-right.repository.js';

/**
 * Publishes the current state of study rights again, for copies that have drifted. Skips those that the institution does
 * not have (any more).
 */
@Injectable()
export class RestateStudyRights {
  constructor(
    private readonly studyRights: StudyRightRepository,
    private readonly higherEducation: HigherEducationRepository,
    private readonly virta: VirtaRepository,
  ) {}

  async execute(tx: Transaction, institutionOid: string, ids: readonly string[], at: Date): Promise<void> {
    for (const id of [...ids].sort()) {
      const koski = await this.studyRights.anyForUpdate(tx.sql, institutionOid, id);
      if (koski !== null) await tx.append(studyRightRestated(studyRightStored(koski), koski.invalidation !== null));
      const university =
        (await this.higherEducation.findForUpdate(tx.sql, institutionOid, id)) ??
        (await this.virta.findForUpdate(tx.sql, institutionOid, id));
      if (university !== null) {
        await tx.append(studyRightRestated(higherEducationStored(university, finnishDay(at)), false));
      }
    }
  }
}
