import { Injectable } from '@nestjs/common';
import type { Refusal } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, orProblem, writeAudit } from '#platform';
import type { Preferences } from '../domain/preferences.js';
import { PreferencesRepository } from '../persistence/preferences.repository.js';

/**
 * Frame of the commands by which somebody changes the own preferences. Each says how one thing is to be, so that the same command again
 * changes nothing.
 */
@Injectable()
export class ChangePreferences {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly preferences: PreferencesRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * @param action by which the change stands in the audit log
   * @param details of it for the log: nothing that the person has written
   * @throws ProblemError of what the decision refuses
   */
  async execute(
    action: string,
    actor: Actor,
    decide: (before: Preferences) => Preferences | Refusal,
    details: object,
  ): Promise<Preferences> {
    const { institutionOid, personId } = actor;
    return this.unitOfWork.run(async ({ sql }) => {
      const at = this.clock.now();
      const after = orProblem(decide(await this.preferences.lock(sql, actor, at)));
      await this.preferences.save(sql, actor, after, at);
      await writeAudit(sql, {
        ...{ institutionOid, actorId: personId, at, action, targetKind: 'preferences', targetId: personId },
        ...{ subjectPersonId: personId, details },
      });
      return after;
    });
  }
}
