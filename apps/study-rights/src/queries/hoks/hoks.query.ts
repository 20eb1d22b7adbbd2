import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, writeAudit } from '#platform';
import { can, reachOf } from '../../access.js';
import { palauteOf, type Palaute } from '../../domain/feedback.js';
import type { Hoks } from '../../domain/hoks.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import { hoksFeedbackTable } from '../../persistence/hoks-feedback-table.js';
import { hoksTable } from '../../persistence/hoks-table.js';
import { studyRightTable } from '../../persistence/study-right-table.js';

/** One HOKS. Deleted ones, and those of an invalidated study right (R161), are not found except by the support desk. */
@Injectable()
export class HoksQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async find(actor: Actor, id: number): Promise<(Hoks & { readonly palaute: Palaute }) | Refusal> {
    if (!can(actor, 'READ')) return refuse('platform/forbidden');
    const reach = reachOf(actor);
    const support = can(actor, 'READ_INVALIDATED');
    return this.unitOfWork.run(async ({ sql }) => {
      const hoks = await hoksTable.find(sql, reach, id);
      const shown = hoks !== null && (support || hoks.deletedAt === null);
      const stored = shown && (await studyRightTable.find(sql, reach, hoks.studyRightOid, support));
      if (!stored) return refuse('hoks/not-found');
      await writeAudit(sql, {
        institutionOid: stored.studyRight.institutionOid,
        actorId: actor.personId,
        action: 'read-hoks',
        targetKind: 'hoks',
        targetId: String(id),
        subjectPersonId: hoks.learnerOid,
        at: this.clock.now(),
      });
      return { ...hoks, palaute: palauteOf(await hoksFeedbackTable.ofHoks(sql, id)) };
    });
  }
}
