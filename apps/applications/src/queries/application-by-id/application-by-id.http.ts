import { Controller, Get } from '@nestjs/common';
import { Answers, CurrentActor, ValidParams, type Actor, VersionedReply } from '#platform';
import { applicationParams, type ApplicationParams } from '../../http/request-schemas.js';
import { namedApplicationShape, type NamedApplicationView } from '../../http/answer-shapes.js';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { ApplicationByIdQuery } from './application-by-id.query.js';

@Controller('api/applications/v1/applications')
export class ApplicationByIdController {
  constructor(private readonly applicationById: ApplicationByIdQuery) {}

  /** 200 with the application and its version as ETag; 404 also for what the reader must not know of (R27). */
  @Get(':id')
  @Answers(namedApplicationShape, {
    summary: 'Show an application',
    roles: ROLES_BY_ACTION['read-application'],
    problems: ['application/role-not-allowed', 'application/not-found'],
    versioned: true,
  })
  @VersionedReply()
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(applicationParams) params: ApplicationParams,
  ): Promise<NamedApplicationView> {
    return this.applicationById.execute(actor, params.id);
  }
}
