import { Controller, HttpCode, Post } from '@nestjs/common';
import { isRefused } from '#kernel';
import { Answers, Command, type SentCommand, ValidBody, ValidParams, VersionedReply } from '#platform';
import { ROLES_BY_ACTION } from '../../../domain/policy.js';
import { restoreKeyword } from '../../domain/decide/change-keyword.js';
import {
  keywordParams,
  type KeywordParams,
  keywordShape,
  type KeywordView,
  nothing,
} from '../../http/keyword-shapes.js';
import { ChangeKeyword } from '../change-keyword.js';

@Controller('api/recognition-bank/v1/keywords')
export class RestoreKeywordController {
  constructor(private readonly change: ChangeKeyword) {}

  /** 200 with the keyword, which is offered again, and stands for itself. */
  @Post(':code/restore')
  @HttpCode(200)
  @Answers(keywordShape, {
    summary: 'Offer a retired keyword again',
    roles: ROLES_BY_ACTION['restore-keyword'],
    problems: [
      ...(['keyword/role-not-allowed', 'keyword/not-found', 'keyword/live-already', 'keyword/term-taken'] as const),
      'keyword/idempotency-key-reused',
    ],
    versioned: true,
  })
  @VersionedReply()
  async post(
    @Command('required') command: SentCommand,
    @ValidParams(keywordParams) { code }: KeywordParams,
    @ValidBody(nothing) _input: object,
  ): Promise<KeywordView> {
    return this.change.execute('restore-keyword', command, code, async (keyword) => {
      const changed = restoreKeyword(keyword);
      return isRefused(changed) ? changed : [changed];
    });
  }
}
