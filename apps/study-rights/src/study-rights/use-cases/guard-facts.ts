import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import type { StudyRight } from '../domain/study-right.js';
import type { InvalidationFacts } from '../domain/transfer.js';
import { InstitutionSettingRepository } from '../persistence/institution-setting.repository.js';
import { HoksesOfStudyRight } from './hokses-of-study-right.js';

/** What the guard of invalidations has to know about a study right that this transaction has locked. */
@Injectable()
export class GuardFacts {
  constructor(
    private readonly hokses: HoksesOfStudyRight,
    private readonly settings: InstitutionSettingRepository,
  ) {}

  async of(sql: SqlRunner, studyRight: StudyRight, mayDefaultReason: boolean): Promise<InvalidationFacts> {
    const [liveHoksId, defaultReason] = await Promise.all([
      this.liveHoksId(sql, studyRight),
      mayDefaultReason ? this.settings.defaultInvalidationReason(sql, studyRight.institutionOid) : null,
    ]);
    return { liveHoksId, defaultReason };
  }

  /** The HOKS that has to go before the study right can. */
  async liveHoksId(sql: SqlRunner, { institutionOid, oid }: StudyRight): Promise<number | null> {
    return this.hokses.liveHoksId(sql, institutionOid, oid);
  }
}
