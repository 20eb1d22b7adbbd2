import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock } from '#platform';
import type { StudyRight } from '../domain/study-right.js';
import type { Refusal } from '../../errors.js';
import { KoskiSightingRepository } from '../persistence/koski-sighting.repository.js';
import { KoskiUpstream } from '../upstream/koski-upstream.js';

/** Settled: the invalidation may be stored here. LOOK_FIRST: ask Koski without the lock, then try again. */
export type AtKoski = 'SETTLED' | 'LOOK_FIRST' | Refusal;

/** What the Koski above answered: a refusal, or null when it has the study right. */
export type Looked = 'NOT_YET' | Refusal | null;

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
    private readonly sightings: KoskiSightingRepository,
  ) {}

  /** In the transaction that has locked the study right and found that the guard allows it. */
  async within({ sql }: Transaction, { institutionOid, oid }: StudyRight): Promise<AtKoski> {
    if (!this.koski.isOn) return 'SETTLED';
    if (!(await this.sightings.has(sql, institutionOid, oid))) return 'LOOK_FIRST';
    const refusal = await this.koski.invalidate(oid);
    if (refusal !== null) return refusal;
    await this.sightings.remove(sql, institutionOid, oid);
    return 'SETTLED';
  }

  /**
   * Looks whether Koski has the study right and remembers it for good at once, before Koski is asked to change anything.
   * Never call it while the study right is locked.
   */
  async look({ institutionOid, oid }: StudyRight): Promise<Refusal | null> {
    const refusal = await this.koski.look(oid);
    if (refusal === null) {
      await this.unitOfWork.read((sql) => this.sightings.add(sql, institutionOid, oid, this.clock.now()));
    }
    return refusal;
  }

  /** What the guard has allowed, once the Koski above has done it. In the transaction that has locked the study right. */
  async settled(tx: Transaction, after: StudyRight, looked: Looked): Promise<StudyRight | 'LOOK_FIRST' | Refusal> {
    if (looked !== 'NOT_YET' && looked !== null) return looked;
    const upstream = await this.within(tx, after);
    return upstream === 'SETTLED' ? after : upstream;
  }

  /**
   * An invalidation in a transaction of its own, and once more when Koski has to be asked between the two.
   * @param attempt one transaction; `lookFirst` says that it changed nothing
   */
  async inTwoAttempts<T extends object>(
    attempt: (looked: Looked) => Promise<T | Refusal | { lookFirst: StudyRight }>,
  ): Promise<T | Refusal> {
    const first = await attempt('NOT_YET');
    if (!('lookFirst' in first)) return first;
    const second = await attempt(await this.look(first.lookFirst));
    // Unseen again: another request has made use of the sighting, and its own invalidation was undone.
    return 'lookFirst' in second ? refuse('unavailable.koski', { studyRightOid: first.lookFirst.oid }) : second;
  }
}
