import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { Answers, CurrentActor, ValidQuery, type Actor } from '#platform';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { type HandlerPage, handlerPage } from '../../http/answer-shapes.js';
import { searchText, text } from '../../http/request-schemas.js';
import { SearchHandlersQuery } from './search-handlers.query.js';

const pageQuery = z.strictObject({
  q: searchText.optional(),
  programmeCode: text(LIMITS.code).optional(),
  limit: z.coerce.number().int().min(1).max(20).default(20),
  cursor: z.string().min(1).max(600).optional(),
});

@Controller('api/applications/v1/handlers')
export class SearchHandlersController {
  constructor(private readonly searchHandlers: SearchHandlersQuery) {}

  /** 200 with a page of the people to whom an application can be sent today, those of the degree programme first (R3). */
  @Get()
  @Answers(handlerPage, {
    summary: 'Search the handlers to whom an application can be sent',
    roles: ROLES_BY_ACTION['list-handlers'],
    problems: ['application/role-not-allowed'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<HandlerPage> {
    return this.searchHandlers.execute(actor, query);
  }
}
