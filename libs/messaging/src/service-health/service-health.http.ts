import { Controller, Get } from '@nestjs/common';
import { type Actor, Answers, CurrentActor } from '#platform';
import { serviceHealth, type ServiceHealth } from './service-health-view.js';
import { ShowServiceHealth } from './show-service-health.js';

/** For operators: how this service is. The module puts `/api/<service>/v1/` in front. */
@Controller('health')
export class ServiceHealthController {
  constructor(private readonly showServiceHealth: ShowServiceHealth) {}

  /** 200 also while something is down: the answer says what. */
  @Get()
  @Answers(serviceHealth, {
    summary: 'Show how this service is',
    roles: ['OPERATOR'],
    problems: ['platform/forbidden'],
  })
  async show(@CurrentActor() actor: Actor): Promise<ServiceHealth> {
    return this.showServiceHealth.execute(actor);
  }
}
