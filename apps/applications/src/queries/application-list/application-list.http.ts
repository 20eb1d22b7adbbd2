import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, ValidQuery, type Actor } from '#platform';
import { ApplicationListQuery, type ApplicationPage } from './application-list.query.js';

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
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<ApplicationPage> {
    return this.applicationList.execute(actor, query);
  }
}
