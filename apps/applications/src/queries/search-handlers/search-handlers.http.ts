import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { Answers, CurrentActor, ValidQuery, type Actor } from '#platform';
import { ROLES_BY_ACTION } from '../../domain/policy.js';
import { type HandlerPage, handlerPage } from '../../http/answer-shapes.js';
import { id, searchText, text } from '../../http/request-schemas.js';
import { SearchHandlersQuery } from './search-handlers.query.js';

const pageQuery = z.strictObject({
  q: searchText.optional(),
  programmeCode: text(LIMITS.code).optional(),
  /** To whom parts of this application can be transferred (R15). */
  applicationId: id.optional(),
  limit: z.coerce.number().int().min(1).max(20).default(20),
  cursor: z.string().min(1).max(600).optional(),
});

@Controller('api/applications/v1/handlers')
export class SearchHandlersController {
  constructor(private readonly searchHandlers: SearchHandlersQuery) {}

  /**
   * 200 with a page of the people to whom an application can be sent today, those of the degree programme first (R3); or of those to
   * whom parts of a sent one can be transferred today: exactly whom a transfer accepts (R15).
   */
  @Get()
  @Answers(handlerPage, {
    summary: 'Search the handlers to whom an application can be sent, or its parts transferred',
    roles: ROLES_BY_ACTION['list-handlers'],
    problems: ['application/role-not-allowed', 'application/not-found'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<HandlerPage> {
    return this.searchHandlers.execute(actor, query);
  }
}
