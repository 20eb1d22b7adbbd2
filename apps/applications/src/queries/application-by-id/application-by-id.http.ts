import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor, ValidParams, withVersion, type Actor } from '#platform';
import { applicationParams, type ApplicationParams } from '../../use-cases/request-schemas.js';
import { ApplicationByIdQuery, type NamedApplicationView } from './application-by-id.query.js';

@Controller('api/applications/v1/applications')
export class ApplicationByIdController {
  constructor(private readonly applicationById: ApplicationByIdQuery) {}

  /** 200 with the application and its version as ETag; 404 also for what the reader must not know of (R27). */
  @Get(':id')
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(applicationParams) params: ApplicationParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NamedApplicationView> {
    const application = await this.applicationById.execute(actor, params.id);
    withVersion(reply, application.version);
    return application;
  }
}
