import { Injectable } from '@nestjs/common';
import type { Transaction } from '#messaging';
import { writeAudit, type Actor } from '#platform';
import { invalidationReasons, type InvalidationChannel, type StudyRight } from '../domain/study-right.js';
import type { Refusal } from '../../errors.js';
import { nextSteps, SupportDesk } from '../../problems/next-steps.js';
import { invalidationRefused } from '../published-events.js';
import { InvalidationRefusalRepository } from '../persistence/invalidation-refusal.repository.js';

export interface RefusedInvalidation {
  readonly studyRight: StudyRight;
  readonly refusal: Refusal;
  readonly reason: string | undefined;
  readonly channel: InvalidationChannel;
}

/**
 * A refused invalidation changes nothing but is on record, for every channel; one that a HOKS blocks is
 * published too (R160, R169).
 */
@Injectable()
export class RecordRefusedInvalidation {
  constructor(
    private readonly refusals: InvalidationRefusalRepository,
    private readonly desk: SupportDesk,
  ) {}

  async execute(
    tx: Transaction,
    { studyRight, refusal, reason, channel }: RefusedInvalidation,
    { actor, at }: { actor: Actor; at: Date },
  ): Promise<void> {
    const hoksId = refusal.details?.['hoksId'];
    const record = {
      hoksId: typeof hoksId === 'number' ? hoksId : null,
      reason: invalidationReasons.find((known) => known === reason) ?? null,
      channel,
      key: refusal.refused,
    };
    await this.refusals.add(tx.sql, {
      ...record,
      institutionOid: studyRight.institutionOid,
      studyRightOid: studyRight.oid,
      actorId: actor.personId,
      at,
    });
    await writeAudit(tx.sql, {
      institutionOid: studyRight.institutionOid,
      actorId: actor.personId,
      action: 'refuse-invalidation',
      targetKind: 'study-right',
      targetId: studyRight.oid,
      subjectPersonId: studyRight.learnerOid,
      details: record,
      at,
    });
    if (record.hoksId === null) return;
    const steps = nextSteps(refusal, this.desk, 'fi');
    await tx.append(invalidationRefused(studyRight, { ...record, hoksId: record.hoksId, nextSteps: steps }));
  }
}
