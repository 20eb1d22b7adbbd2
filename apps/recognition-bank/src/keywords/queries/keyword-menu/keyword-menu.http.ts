import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { LIMITS } from '#kernel';
import { type Actor, Answers, CurrentActor, ValidQuery } from '#platform';
import { ROLES_BY_ACTION } from '../../../domain/policy.js';
import { type KeywordMenu, keywordMenu } from '../../http/keyword-shapes.js';
import { KeywordMenuQuery } from './keyword-menu.query.js';

const menuQuery = z.strictObject({
  language: z.enum(['fi', 'sv', 'en']),
  text: z.string().trim().min(2).max(LIMITS.keyword).optional(),
  fieldOfEducation: z.coerce.number().int().min(1).max(LIMITS.fieldOfEducation).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().min(1).max(500).optional(),
});

@Controller('api/recognition-bank/v1/keyword-menu')
export class KeywordMenuController {
  constructor(private readonly keywordMenu: KeywordMenuQuery) {}

  /** 200 with live keywords in the language, by their beginning first (R100, R102). */
  @Get()
  @Answers(keywordMenu, {
    summary: 'Search the keywords that can be chosen',
    roles: ROLES_BY_ACTION['list-keywords'],
    problems: ['keyword/role-not-allowed', 'keyword/cursor-invalid'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(menuQuery) query: z.infer<typeof menuQuery>,
  ): Promise<KeywordMenu> {
    return this.keywordMenu.execute(actor, query);
  }
}
