import { Controller, Put } from '@nestjs/common';
import type { z } from 'zod';
import { isRefused } from '#kernel';
import { Answers, Command, type SentCommand, ValidBody, ValidParams, VersionedReply } from '#platform';
import { ROLES_BY_ACTION } from '../../../domain/policy.js';
import { editKeyword } from '../../domain/decide/change-keyword.js';
import {
  keywordContent,
  keywordParams,
  type KeywordParams,
  keywordShape,
  type KeywordView,
} from '../../http/keyword-shapes.js';
import { ChangeKeyword } from '../change-keyword.js';

@Controller('api/recognition-bank/v1/keywords')
export class EditKeywordController {
  constructor(private readonly change: ChangeKeyword) {}

  /** 200 with the keyword as it is written and translated from now on (R104). */
  @Put(':code')
  @Answers(keywordShape, {
    summary: 'Write, translate and place a keyword',
    roles: ROLES_BY_ACTION['edit-keyword'],
    problems: [
      ...(['keyword/role-not-allowed', 'keyword/not-found', 'keyword/not-live', 'keyword/term-taken'] as const),
      'keyword/idempotency-key-reused',
    ],
    versioned: true,
  })
  @VersionedReply()
  async put(
    @Command('required') command: SentCommand,
    @ValidParams(keywordParams) { code }: KeywordParams,
    @ValidBody(keywordContent) content: z.infer<typeof keywordContent>,
  ): Promise<KeywordView> {
    return this.change.execute('edit-keyword', command, code, async (keyword) => {
      const edited = editKeyword(keyword, content);
      return isRefused(edited) ? edited : [edited];
    });
  }
}
