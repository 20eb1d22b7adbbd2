import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UnitOfWork } from '#messaging';
import { CurrentActor, withVersion, type Actor } from '#platform';
import { readSettings, type InstitutionSettings } from '../../persistence/institution-settings.js';
import { authorise } from '../../use-cases/authorise.js';

@Controller('api/applications/v1/settings')
export class InstitutionSettingsController {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** 200 with the settings of the administrator's institution and their version as ETag. */
  @Get()
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
