import { Controller, Get } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { type Actor, Answers, Clock, CurrentActor, writeAudit } from '#platform';
import type { Preferences } from '../../domain/preferences.js';
import { preferencesShape } from '../../http/preferences-shape.js';
import { PreferencesRepository } from '../../persistence/preferences.repository.js';

@Controller('api/notifications/v1/preferences')
export class PreferencesController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly preferences: PreferencesRepository,
    private readonly clock: Clock,
  ) {}

  /** How the signed-in person has the pages; nobody can ask for another's. */
  @Get()
  @Answers(preferencesShape, { summary: 'Show the own preferences' })
  async get(@CurrentActor() actor: Actor): Promise<Preferences> {
    const { institutionOid, personId } = actor;
    return this.unitOfWork.run(async ({ sql }) => {
      const found = await this.preferences.find(sql, actor);
      await writeAudit(sql, {
        ...{ institutionOid, actorId: personId, at: this.clock.now(), action: 'read-preferences' },
        ...{ targetKind: 'preferences', targetId: personId, subjectPersonId: personId },
      });
      return found;
    });
  }
}
