import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Answers, CurrentActor, ValidParams, ValidQuery, type Actor } from '#platform';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { type TimelinePage, timelinePage } from '../../http/answer-shapes.js';
import { applicationParams, type ApplicationParams } from '../../http/request-schemas.js';
import { ApplicationTimelineQuery } from './application-timeline.query.js';

const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(200).optional(),
});

@Controller('api/applications/v1/applications')
export class ApplicationTimelineController {
  constructor(private readonly timeline: ApplicationTimelineQuery) {}

  /** 200 with a page of what has happened to the application, newest first; 404 also for what the reader must not know of (R27). */
  @Get(':id/timeline')
  @Answers(timelinePage, {
    summary: 'Show what has happened to an application',
    roles: ROLES_BY_ACTION['read-application'],
    problems: ['application/role-not-allowed', 'application/not-found'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidParams(applicationParams) { id }: ApplicationParams,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<TimelinePage> {
    return this.timeline.execute(actor, id, query);
  }
}
