import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import type { Hoks } from '../domain/hoks.js';
import type { Reach, StudyRight } from '../../study-rights/domain/study-right.js';
import { HoksRepository } from '../persistence/hoks.repository.js';
import { StudyRightRepository } from '../../study-rights/persistence/study-right.repository.js';

/**
 * A HOKS and its study right, invalidated or not, both locked; a HOKS of the past may have an unknown one (null). The lock of
 * the study right is the one that invalidation takes too, so what is read here stays true until the end of the transaction
 * (R160).
 */
@Injectable()
export class LockHoks {
  constructor(
    private readonly hokses: HoksRepository,
    private readonly studyRights: StudyRightRepository,
  ) {}

  async execute(
    sql: SqlRunner,
    reach: Reach,
    id: number,
  ): Promise<{ hoks: Hoks | null; studyRight: StudyRight | null }> {
    const found = await this.hokses.find(sql, reach, id);
    const studyRight = found && (await this.studyRights.forUpdate(sql, reach, found.studyRightOid));
    // Read again under the lock: another transaction may have come first.
    return { hoks: found && (await this.hokses.findForUpdate(sql, reach, id)), studyRight };
  }
}
