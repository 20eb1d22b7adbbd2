import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, writeAudit } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Refusal } from '../../../errors.js';
import { hoksDeleted } from '../../../hoks/published-events.js';
import { BrokenHoksRepository, type Breach } from '../../persistence/broken-hoks.repository.js';
import { StudyRightRepository } from '../../../study-rights/persistence/study-right.repository.js';
import { FeedbackDecisions } from '../../../hoks/use-cases/feedback-decisions.js';

/** A repaired pair: the HOKS is gone as its study right was. */
export interface RepairedHoks {
  readonly id: number;
  readonly breach: Breach;
  readonly deletedAt: Date;
}

/** Soft-deletes a HOKS of the past whose study right is invalidated or unknown (R160, R161). */
@Injectable()
export class RepairBrokenHoks {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly broken: BrokenHoksRepository,
    private readonly studyRights: StudyRightRepository,
    private readonly feedback: FeedbackDecisions,
  ) {}

  async execute(actor: Actor, id: number, reason: string): Promise<RepairedHoks | Refusal> {
    const refusal = can(actor, 'repair-broken-hoks');
    if (refusal !== null) return refusal;
    const [reach, actorId] = [reachOf(actor), actor.personId];
    return this.unitOfWork.run(async (tx) => {
      const { sql } = tx;
      const at = this.clock.now();
      const studyRightOid = await this.broken.studyRightOidOf(sql, reach, id);
      if (studyRightOid === null) return refuse('hoks/not-found');
      await this.studyRights.forUpdate(sql, reach, studyRightOid);
      const hoks = await this.broken.findForUpdate(sql, reach, id);
      if (hoks === null) return refuse('hoks/not-found');
      const { breach, institutionOid } = hoks;
      if (breach === null) return refuse('hoks/pair-is-whole', { hoksId: id, studyRightOid });
      await this.broken.repair(sql, institutionOid, { hoksId: id, breach, reason, actorId, at });
      await this.feedback.forget(tx, id, hoks.learnerOid, at);
      await tx.append(hoksDeleted({ institutionOid, oid: studyRightOid }, id));
      await writeAudit(sql, {
        ...{ institutionOid, actorId, at, action: 'repair-broken-hoks' },
        ...{ targetKind: 'hoks', targetId: String(id), subjectPersonId: hoks.learnerOid },
        details: { studyRightOid, studyRight: breach },
      });
      return { id, breach, deletedAt: at };
    });
  }
}
