import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { UnitOfWork } from '#messaging';
import { Clock, orProblem, writeAudit, type Actor } from '#platform';
import type { Application } from '../../domain/application.js';
import { reopenApplication } from '../../domain/decide/reopen-application.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { publishedEvents } from '../../published-events.js';
import { auditOfChange } from '../audit-of-change.js';
import { applicationForChange, authorise, type ChangeTarget } from '../authorise.js';
import { RoomForADraft } from '../room-for-a-draft.js';

/** The student takes cancelled parts back for editing: the same application, or a new linked draft (R37, D16). */
@Injectable()
export class ReopenApplication {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
    private readonly room: RoomForADraft,
  ) {}

  /** The draft to go on with. */
  async execute(actor: Actor, target: ChangeTarget): Promise<Application> {
    authorise(actor, 'reopen-application');
    return this.unitOfWork.run(async (tx) => {
      const before = await applicationForChange(this.applications, tx, actor, target);
      const now = this.clock.now();
      const ids = { newApplicationId: newId(), newPartId: () => newId() };
      const decided = orProblem(reopenApplication(before, { actorId: actor.personId, ...ids, now }));
      await this.room.claim(tx, actor);
      await this.applications.save(tx.sql, before, decided.application);
      if (decided.draft) await this.applications.insert(tx.sql, decided.draft);
      await tx.append(...publishedEvents(decided));
      await writeAudit(tx.sql, auditOfChange(actor.personId, 'reopen-application', before, decided.application, now));
      return decided.draft ?? decided.application;
    });
  }
}
