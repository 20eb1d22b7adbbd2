import { Injectable } from '@nestjs/common';
import { isRefused, refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, type Page, pageOf, type SqlRunner, writeAudit } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import { isStudyRightOid } from '../../domain/oids.js';
import { type Difference, differencesBetween } from '../../domain/version-differences.js';
import type { CountedTotal } from '../counted-total.js';
import type { Refusal } from '../../../errors.js';
import { StudyRightHistoryRepository, type VersionLine } from '../../persistence/study-right-history.repository.js';
import { StudyRightRepository, type StoredStudyRight } from '../../persistence/study-right.repository.js';

export const versionOrders = ['OLDEST_FIRST', 'NEWEST_FIRST'] as const;
export type VersionOrder = (typeof versionOrders)[number];
export type VersionPage = Page<VersionLine> & CountedTotal;

/** Differences that one answer holds: beyond some hundreds a reader looks at the versions themselves. */
const MOST_DIFFERENCES = 500;

/** How a version differs from another one, which need not be the one before it. */
export interface VersionDifferences {
  readonly from: number;
  readonly to: number;
  readonly differences: readonly Difference[];
  /** How many there are, also those that the answer does not hold. */
  readonly total: number;
}

/**
 * Versions of a study right, rebuilt from its history; of an erased one nothing is left. Those of an invalidated study right are
 * found by the support desk only (R161).
 */
@Injectable()
export class StudyRightVersionsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly studyRights: StudyRightRepository,
    private readonly history: StudyRightHistoryRepository,
  ) {}

  async list(
    actor: Actor,
    oid: string,
    { limit, cursor, order }: { limit: number; cursor?: number | undefined; order: VersionOrder },
  ): Promise<VersionPage | Refusal> {
    return this.reading(actor, oid, { action: 'list-study-right-versions' }, async (sql) => {
      const [rows, total] = await Promise.all([
        order === 'NEWEST_FIRST'
          ? this.history.versionsBefore(sql, oid, cursor ?? Number.MAX_SAFE_INTEGER, limit + 1)
          : this.history.versionsAfter(sql, oid, cursor ?? 0, limit + 1),
        this.history.countVersions(sql, oid),
      ]);
      const page = pageOf(
        rows,
        limit,
        (row) => row,
        ({ version }) => String(version),
      );
      return { ...page, total, totalIsExact: true };
    });
  }

  async find(actor: Actor, oid: string, version: number): Promise<StoredStudyRight | Refusal> {
    const line = { action: 'read-study-right-version' as const, details: { version } };
    return this.reading(actor, oid, line, async (sql, { studyRight }) => {
      const [stored] = await this.history.versionsAfter(sql, oid, version - 1, 1);
      const data = stored?.version === version ? await this.history.dataOf(sql, oid, version) : null;
      return stored === undefined || data === null
        ? notFound(oid, version)
        : { studyRight: { ...studyRight, version, data }, storedAt: stored.storedAt };
    });
  }

  /** What has changed in what was sent; fields that this service keeps itself, such as aikaleima, are no part of it. */
  async differences(
    actor: Actor,
    oid: string,
    { from, to }: { from: number; to: number },
  ): Promise<VersionDifferences | Refusal> {
    const line = { action: 'read-study-right-version' as const, details: { version: to, from } };
    return this.reading(actor, oid, line, async (sql) => {
      const before = await this.history.dataOf(sql, oid, from);
      if (before === null) return notFound(oid, from);
      const after = await this.history.dataOf(sql, oid, to);
      if (after === null) return notFound(oid, to);
      const all = differencesBetween(before, after);
      return { from, to, differences: all.slice(0, MOST_DIFFERENCES), total: all.length };
    });
  }

  /** What is read of a study right that the actor may see, with its audit line when there was something. */
  private async reading<T extends object>(
    actor: Actor,
    oid: string,
    line: { action: 'list-study-right-versions' | 'read-study-right-version'; details?: object },
    read: (sql: SqlRunner, stored: StoredStudyRight) => Promise<T | Refusal>,
  ): Promise<T | Refusal> {
    const refusal = can(actor, line.action);
    if (refusal !== null) return refusal;
    if (!isStudyRightOid(oid)) return refuse('badRequest.queryParam.virheellinenOpiskeluoikeusOid');
    return this.unitOfWork.run(async ({ sql }) => {
      const invalidatedToo = can(actor, 'read-invalidated') === null;
      const stored = await this.studyRights.find(sql, reachOf(actor), oid, invalidatedToo);
      if (stored === null) return refuse('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia', { studyRightOid: oid });
      const result = await read(sql, stored);
      if (isRefused(result)) return result;
      const { institutionOid, learnerOid } = stored.studyRight;
      await writeAudit(sql, {
        ...{ institutionOid, actorId: actor.personId, at: this.clock.now(), ...line },
        ...{ targetKind: 'study-right', targetId: oid, subjectPersonId: learnerOid },
      });
      return result;
    });
  }
}

function notFound(studyRightOid: string, version: number): Refusal {
  return refuse('notFound.versiotaEiLöydy', { studyRightOid, version });
}
