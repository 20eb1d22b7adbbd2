import { Controller, Get } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { type Actor, Answers, CurrentActor, orProblem, VersionedReply } from '#platform';
import { can, ROLES_BY_ACTION } from '../../domain/policy.js';
import type { Settings } from '../../domain/settings.js';
import { settingsShape } from '../../http/settings-shape.js';
import { SettingsRepository } from '../../persistence/settings.repository.js';

@Controller('api/notifications/v1/settings')
export class SettingsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly settings: SettingsRepository,
  ) {}

  /** 200 with what the actor's institution has decided of its messages, and its version as ETag. */
  @Get()
  @Answers(settingsShape, {
    summary: 'Show what the institution has decided of its messages',
    roles: ROLES_BY_ACTION['read-settings'],
    problems: ['settings/role-not-allowed'],
    versioned: true,
  })
  @VersionedReply()
  async get(@CurrentActor() actor: Actor): Promise<Settings> {
    orProblem(can(actor, 'read-settings'));
    return this.unitOfWork.read(async (sql) => (await this.settings.find(sql, actor.institutionOid)).settings);
  }
}
