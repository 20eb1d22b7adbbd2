import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { posted, type SqlRunner } from '#platform';
import type { InvalidationChannel, InvalidationReason } from '../domain/study-right.js';

export interface InvalidationRefusal {
  readonly institutionOid: string;
  readonly studyRightOid: string;
  readonly hoksId: number | null;
  /** Null when none, or none of the closed list, was given: free text is not kept. */
  readonly reason: InvalidationReason | null;
  readonly channel: InvalidationChannel;
  readonly key: string;
  readonly actorId: string;
  readonly at: Date;
}

const INSERT = {
  name: 'invalidation-refusal-insert',
  text: `INSERT INTO invalidation_refusal
    (id, institution_oid, study_right_oid, hoks_id, reason, channel, key, actor_id, refused_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};

/** Table `invalidation_refusal`: invalidations that were asked for and refused (R169). */
@Injectable()
export class InvalidationRefusalRepository {
  /** In the transaction of the attempt, which changes nothing else. */
  async add(sql: SqlRunner, refusal: InvalidationRefusal): Promise<void> {
    await posted(sql, INSERT, [
      randomUUID(),
      refusal.institutionOid,
      refusal.studyRightOid,
      refusal.hoksId,
      refusal.reason,
      refusal.channel,
      refusal.key,
      refusal.actorId,
      refusal.at,
    ]);
  }
}
