import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UnitOfWork } from '#messaging';
import { Answers, CurrentActor, withVersion, type Actor } from '#platform';
import { settingsShape } from '../../answer-shapes.js';
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
  async get(
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InstitutionSettings> {
    authorise(actor, 'change-settings');
    const settings = await this.unitOfWork.read((sql) => readSettings(sql, actor.institutionOid));
    withVersion(reply, settings.version);
    return settings;
  }
}
