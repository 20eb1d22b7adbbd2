import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import type { Transaction } from '#messaging';
import type { Reach } from '../../study-rights/domain/study-right.js';
import type { Pair } from '../domain/support-case.js';
import type { Refusal } from '../../errors.js';
import { HoksRepository } from '../../hoks/persistence/hoks.repository.js';
import { StudyRightRepository } from '../../study-rights/persistence/study-right.repository.js';
import { SupportCaseRepository, type StoredSupportCase } from '../persistence/support-case.repository.js';

/** The case with its study right and HOKS, locked until the end of the transaction. */
export interface LockedCase extends StoredSupportCase {
  readonly pair: Pair;
}

/**
 * Locks the study right of a case, then the case: the order that everything about a case keeps to. The study right's lock is
 * the one that transfers, invalidations and the storing and deleting of HOKSes wait for.
 */
@Injectable()
export class LockSupportCase {
  constructor(
    private readonly cases: SupportCaseRepository,
    private readonly studyRights: StudyRightRepository,
    private readonly hokses: HoksRepository,
  ) {}

  async execute({ sql }: Transaction, reach: Reach, id: string): Promise<LockedCase | Refusal> {
    const found = await this.cases.find(sql, reach, id);
    if (found === null) return refuse('support-case/not-found', { supportCaseId: id });
    const studyRight = await this.studyRights.forUpdate(sql, reach, found.supportCase.studyRightOid);
    const hoks = studyRight && (await this.hokses.liveWithDigest(sql, studyRight.institutionOid, studyRight.oid));
    const locked = await this.cases.findForUpdate(sql, reach, id);
    return locked === null
      ? refuse('support-case/not-found', { supportCaseId: id })
      : { ...locked, pair: { studyRight, hoks } };
  }
}
