import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Answers, CurrentActor, ValidQuery, type Actor } from '#platform';
import { applicationPage, type ApplicationPage } from '../../http/answer-shapes.js';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { ApplicationListQuery } from './application-list.query.js';

const pageQuery = z.strictObject({
  view: z.enum(['own', 'handling']),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(200).optional(),
});

@Controller('api/applications/v1/applications')
export class ApplicationListController {
  constructor(private readonly applicationList: ApplicationListQuery) {}

  /** 200 with a page of the student's own applications, or of those that the handler has to handle (R7). */
  @Get()
  @Answers(applicationPage, {
    summary: 'List the own applications, or those to be handled',
    roles: [...ROLES_BY_ACTION['list-own'], ...ROLES_BY_ACTION['list-handling']],
    problems: ['application/role-not-allowed'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<ApplicationPage> {
    return this.applicationList.execute(actor, query);
  }
}
