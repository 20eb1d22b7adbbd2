import { Controller, Get } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Answers, CurrentActor, type Actor, VersionedReply } from '#platform';
import { settingsShape } from '../../http/answer-shapes.js';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { readSettings, type InstitutionSettings } from '../../persistence/institution-settings.js';
import { authorise } from '../../use-cases/authorise.js';

@Controller('api/applications/v1/settings')
export class InstitutionSettingsController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** 200 with the settings of the administrator's institution and their version as ETag. */
  @Get()
  @Answers(settingsShape, {
    summary: 'Show the settings of the institution',
    roles: ROLES_BY_ACTION['change-settings'],
    problems: ['application/role-not-allowed'],
    versioned: true,
  })
  @VersionedReply()
  async get(@CurrentActor() actor: Actor): Promise<InstitutionSettings> {
    return this.unitOfWork.read(async (sql) => {
      await authorise(sql, actor, 'change-settings');
      return readSettings(sql, actor.institutionOid);
    });
  }
}
