import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '#messaging';
import { Clock, orProblem, writeAudit, type Actor } from '#platform';
import type { Application } from '../../domain/application.js';
import { deleteDraft, giveBackParts } from '../../domain/decide/delete-draft.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { publishedEvents } from '../../published-events.js';
import { auditOfChange } from '../audit-of-change.js';
import { applicationForChange, authorise, type ChangeTarget } from '../authorise.js';

/** The student gives a draft up (R27): one never sent is gone, a reopened one is cancelled again. */
@Injectable()
export class DeleteDraft {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns what is left; undefined when the draft is gone */
  async execute(actor: Actor, target: ChangeTarget): Promise<Application | undefined> {
    authorise(actor, 'delete-draft');
    return this.unitOfWork.run(async (tx) => {
      const before = await applicationForChange(this.applications, tx, actor, target);
      const now = this.clock.now();
      const decided = orProblem(deleteDraft(before, { actorId: actor.personId, now }));
      const after = decided.gone ? { ...before, parts: [] } : decided.application;
      if (decided.gone) await this.remove(tx, before, now);
      else await this.applications.save(tx.sql, before, after);
      await tx.append(...publishedEvents(decided));
      await writeAudit(tx.sql, auditOfChange(actor.personId, 'delete-draft', before, after, now));
      return decided.gone ? undefined : after;
    });
  }

  private async remove(tx: Transaction, draft: Application, now: Date): Promise<void> {
    await this.applications.delete(tx.sql, draft);
    const { institutionOid, continuedFromId } = draft;
    const origin = continuedFromId && (await this.applications.lock(tx.sql, institutionOid, continuedFromId));
    if (!origin) return;
    await this.applications.save(tx.sql, origin, giveBackParts(origin, draft.id, now).application);
  }
}
