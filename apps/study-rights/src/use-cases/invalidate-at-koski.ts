import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import type { Refusal } from '../domain/refusal.js';
import type { StudyRight } from '../domain/study-right.js';
import { koskiSightingTable } from '../persistence/koski-sighting-table.js';
import { KoskiUpstream } from '../upstream/koski-upstream.js';

/** Settled: the invalidation may be stored here. LOOK_FIRST: Koski has to be looked at without the lock, then try again. */
export type AtKoski = 'SETTLED' | 'LOOK_FIRST' | Refusal;

/**
 * The Koski above, if there is one, invalidates first; here it is stored only on its success (ADR 23). The study right stays
 * locked while Koski is asked, for a few seconds at most, so that no HOKS comes in between.
 */
@Injectable()
export class InvalidateAtKoski {
  constructor(
    private readonly koski: KoskiUpstream,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** In the transaction that has locked the study right and found that the guard allows it. */
  async within({ sql }: Transaction, { institutionOid, oid }: StudyRight): Promise<AtKoski> {
    if (!this.koski.isOn) return 'SETTLED';
    if (!(await koskiSightingTable.has(sql, institutionOid, oid))) return 'LOOK_FIRST';
    const refusal = await this.koski.invalidate(oid);
    if (refusal !== null) return refusal;
    await koskiSightingTable.remove(sql, institutionOid, oid);
    return 'SETTLED';
  }

  /**
   * Looks whether Koski has the study right and remembers it for good at once, before Koski is asked to change anything.
   * Never call it while the study right is locked.
   */
  async look({ institutionOid, oid }: StudyRight): Promise<Refusal | null> {
    const refusal = await this.koski.look(oid);
    if (refusal === null) {
      await this.unitOfWork.read((sql) => koskiSightingTable.add(sql, institutionOid, oid, this.clock.now()));
    }
    return refusal;
  }
}
