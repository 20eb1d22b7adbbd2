import { Controller, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Answers, Command, type SentCommand, ValidBody, VersionedReply } from '#platform';
import { ROLES_BY_ACTION } from '../../../domain/policy.js';
import { keywordContent, keywordShape, type KeywordView } from '../../http/keyword-shapes.js';
import { KeywordRepository } from '../../persistence/keyword.repository.js';
import { ChangeKeyword } from '../change-keyword.js';

@Controller('api/recognition-bank/v1/keywords')
export class AddKeywordController {
  constructor(
    private readonly change: ChangeKeyword,
    private readonly keywords: KeywordRepository,
  ) {}

  /** 201 with the keyword, which is offered from now on. Its code is made of the Finnish term. */
  @Post()
  @Answers(keywordShape, {
    summary: 'Add a keyword to the codeset of the institution',
    roles: ROLES_BY_ACTION['add-keyword'],
    problems: ['keyword/role-not-allowed', 'keyword/term-taken', 'keyword/idempotency-key-reused'],
    versioned: true,
  })
  @VersionedReply()
  async post(
    @Command('none') command: SentCommand,
    @ValidBody(keywordContent) content: z.infer<typeof keywordContent>,
  ): Promise<KeywordView> {
    const { institutionOid } = command.actor;
    return this.change.create('add-keyword', command, async (sql) => {
      const code = await this.keywords.freeCode(sql, institutionOid, content.terms.fi);
      return { ...content, institutionOid, code, state: 'LIVE', mergedInto: null, version: 1 };
    });
  }
}
