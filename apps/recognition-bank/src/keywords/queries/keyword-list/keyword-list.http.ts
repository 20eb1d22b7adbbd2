import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { type Actor, Answers, CurrentActor, ValidQuery } from '#platform';
import { ROLES_BY_ACTION } from '../../../domain/policy.js';
import { type KeywordPage, keywordPage } from '../../http/keyword-shapes.js';
import { KeywordListQuery } from './keyword-list.query.js';

const pageQuery = z.strictObject({
  state: z.enum(['LIVE', 'RETIRED']).optional(),
  text: z.string().trim().min(1).max(LIMITS.keyword).optional(),
  missing: z.enum(['sv', 'en']).optional(),
  fieldOfEducation: z.coerce.number().int().min(1).max(LIMITS.fieldOfEducation).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(500).optional(),
});

@Controller('api/recognition-bank/v1/keywords')
export class KeywordListController {
  constructor(private readonly keywordList: KeywordListQuery) {}

  /** 200 with a page of the codeset: live ones without a translation first, retired ones last, each with its use. */
  @Get()
  @Answers(keywordPage, {
    summary: 'List the keywords of the institution',
    roles: ROLES_BY_ACTION['list-keywords'],
    problems: ['keyword/role-not-allowed', 'keyword/cursor-invalid'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(pageQuery) query: z.infer<typeof pageQuery>,
  ): Promise<KeywordPage> {
    return this.keywordList.execute(actor, query);
  }
}
