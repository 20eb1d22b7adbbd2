import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, say, ValidQuery, Answers } from '#platform';
import { ROLES_BY_ACTION } from '../../../domain/policy.js';
import { LIMITS } from '#kernel';
import { normaliseSearchText, SEARCH_TEXT_MAX, SEARCH_TEXT_MIN, searchTextLength } from '../../domain/search-text.js';
import { type PrecedentPage, precedentPage } from './precedent-view.js';
import { SearchPrecedentsQuery } from './search-precedents.query.js';

const MAX_LIMIT = 100;

const searchText = z
  .string()
  .transform(normaliseSearchText)
  .refine(
    (text) => text === '' || searchTextLength(text) >= SEARCH_TEXT_MIN,
    say('tooShort', { minimum: SEARCH_TEXT_MIN }),
  )
  .refine((text) => searchTextLength(text) <= SEARCH_TEXT_MAX, say('tooLong', { maximum: SEARCH_TEXT_MAX }))
  .transform((text) => (text === '' ? undefined : text));

export const searchRequest = z.strictObject({
  q: searchText.optional(),
  programmeCode: z
    .string()
    .max(LIMITS.code)
    .regex(/^\P{C}+$/u, say('programmeCode'))
    .optional(),
  type: z.enum(['SUBSTITUTION', 'INCLUSION', 'EXEMPTION']).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(20),
  cursor: z.string().min(1).max(300).optional(),
});

type SearchRequest = z.infer<typeof searchRequest>;

@Controller('api/recognition-bank/v1/precedents')
export class SearchPrecedentsController {
  constructor(private readonly searchPrecedents: SearchPrecedentsQuery) {}

  /** Entries of the own institution, best first; without `q` the newest first. */
  @Get()
  @Answers(precedentPage, {
    summary: 'Search the precedents of the own institution',
    roles: ROLES_BY_ACTION['search-precedents'],
    problems: ['precedent/search-not-allowed', 'precedent/cursor-invalid'],
  })
  async get(@CurrentActor() actor: Actor, @ValidQuery(searchRequest) request: SearchRequest): Promise<PrecedentPage> {
    const { q: text, programmeCode, type, limit, cursor } = request;
    return this.searchPrecedents.execute(actor, { text, programmeCode, type, limit, cursor });
  }
}
