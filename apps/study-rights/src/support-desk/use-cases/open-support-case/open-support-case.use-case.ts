import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isRefused, refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import { isStudyRightOid } from '../../../study-rights/domain/oids.js';
import { openSupportCase } from '../../domain/support-case.js';
import type { Refusal } from '../../../errors.js';
import { HoksRepository } from '../../../hoks/persistence/hoks.repository.js';
import { StudyRightRepository } from '../../../study-rights/persistence/study-right.repository.js';
import { SupportCaseRepository, type StoredSupportCase } from '../../persistence/support-case.repository.js';
import { auditSupportCase } from '../audit-support-case.js';

export interface OpenSupportCaseCommand {
  readonly studyRightOid: string;
  readonly reason: string;
  readonly message: string | null;
}

/** What a refused invalidation leads to (R169): a request to the support desk. Nothing is invalidated by it. */
@Injectable()
export class OpenSupportCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly cases: SupportCaseRepository,
    private readonly studyRights: StudyRightRepository,
    private readonly hokses: HoksRepository,
  ) {}

  /** @returns the case that is open already, if there is one: opening again changes nothing */
  async execute(
    actor: Actor,
    command: OpenSupportCaseCommand,
  ): Promise<{ stored: StoredSupportCase; isNew: boolean } | Refusal> {
    const { studyRightOid: oid, reason, message } = command;
    const refusal = can(actor, 'open-support-case');
    if (refusal !== null) return refusal;
    if (!isStudyRightOid(oid)) return refuse('badRequest.queryParam.virheellinenOpiskeluoikeusOid');
    const reach = reachOf(actor);
    return this.unitOfWork.run(async (tx) => {
      const at = this.clock.now();
      const studyRight = await this.studyRights.liveForUpdate(tx.sql, reach, oid);
      if (studyRight === null) return refuse('notFound.opiskeluoikeuttaEiLöydyTaiEiOikeuksia', { studyRightOid: oid });
      const { institutionOid } = studyRight;
      const open = await this.cases.openOf(tx.sql, reach, oid);
      if (open !== null) return { stored: open, isNew: false };
      const liveHoksId = await this.hokses.liveHoksId(tx.sql, institutionOid, oid);
      const opening = { id: randomUUID(), message, by: actor.personId, at };
      const supportCase = openSupportCase(studyRight, { mayInvalidate: true, reason, liveHoksId }, opening);
      if (isRefused(supportCase)) return supportCase;
      await this.cases.insert(tx.sql, institutionOid, supportCase, actor);
      const stored = await this.cases.find(tx.sql, reach, supportCase.id);
      if (stored === null) throw new Error('A case that has just been opened is out of reach');
      await auditSupportCase(tx, 'open-support-case', stored, { actorId: actor.personId, at });
      return { stored, isNew: true };
    });
  }
}
