import { Injectable } from '@nestjs/common';
import { refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { Clock, type SqlRunner, writeAudit } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import type { Caller } from '../../../service-users/caller.js';
import { palauteOf, type Palaute } from '../../domain/feedback.js';
import type { Hoks } from '../../domain/hoks.js';
import { isStudyRightOid } from '../../../study-rights/domain/oids.js';
import type { Refusal } from '../../../errors.js';
import { HoksFeedbackRepository } from '../../persistence/hoks-feedback.repository.js';
import { HoksRepository } from '../../persistence/hoks.repository.js';
import { StudyRightRepository } from '../../../study-rights/persistence/study-right.repository.js';

/** A HOKS and whether it leads to feedback (R172). */
export interface ShownHoks extends Hoks {
  readonly palaute: Palaute;
}

/** One HOKS. Deleted ones, and those of an invalidated study right (R161), are not found except by the support desk. */
@Injectable()
export class HoksQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly hokses: HoksRepository,
    private readonly studyRights: StudyRightRepository,
    private readonly feedbacks: HoksFeedbackRepository,
  ) {}

  /**
   * @param wish.shown LIVE: only what is in force, for every role
   * @param wish.ofLearner only a HOKS of this person is meant, under any of the person's oids
   */
  async find(
    actor: Caller,
    id: number,
    { shown = 'BY_ROLE', ofLearner }: { shown?: 'LIVE' | 'BY_ROLE'; ofLearner?: string } = {},
  ): Promise<ShownHoks | Refusal> {
    const refusal = can(actor, 'read-hoks');
    if (refusal !== null) return refusal;
    const all = shown === 'BY_ROLE' && can(actor, 'read-invalidated') === null;
    return this.unitOfWork.run(async ({ sql }) => {
      const found = await this.hokses.find(sql, reachOf(actor), id);
      const isMeant =
        found !== null && (ofLearner === undefined || (await this.hokses.isOfLearner(sql, found, ofLearner)));
      return (await this.show(sql, actor, isMeant ? found : null, all)) ?? refuse('hoks/not-found');
    });
  }

  /** The HOKS in force of a study right. */
  async ofStudyRight(actor: Caller, oid: string): Promise<ShownHoks | Refusal> {
    const refusal = can(actor, 'read-hoks');
    if (refusal !== null) return refusal;
    if (!isStudyRightOid(oid)) return refuse('badRequest.queryParam.virheellinenOpiskeluoikeusOid');
    return this.unitOfWork.run(async ({ sql }) => {
      const hoks = await this.hokses.ofStudyRight(sql, reachOf(actor), oid);
      return (await this.show(sql, actor, hoks, false)) ?? refuse('hoks/none-for-study-right');
    });
  }

  private async show(sql: SqlRunner, actor: Caller, hoks: Hoks | null, all: boolean): Promise<ShownHoks | null> {
    if (hoks === null || (hoks.deletedAt !== null && !all)) return null;
    const stored = await this.studyRights.find(sql, reachOf(actor), hoks.studyRightOid, all);
    if (stored === null || can(actor, 'read-hoks', stored) !== null) return null;
    await writeAudit(sql, {
      institutionOid: stored.studyRight.institutionOid,
      actorId: actor.personId,
      action: 'read-hoks',
      targetKind: 'hoks',
      targetId: String(hoks.id),
      subjectPersonId: hoks.learnerOid,
      at: this.clock.now(),
    });
    return { ...hoks, palaute: palauteOf(await this.feedbacks.ofHoks(sql, hoks.id)) };
  }
}
