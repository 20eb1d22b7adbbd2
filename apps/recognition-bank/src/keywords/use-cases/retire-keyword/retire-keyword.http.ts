import { Controller, HttpCode, Post } from '@nestjs/common';
import { isRefused } from '#kernel';
import { Answers, Command, type SentCommand, ValidBody, ValidParams, VersionedReply } from '#platform';
import { ROLES_BY_ACTION } from '../../../domain/policy.js';
import { retireKeyword } from '../../domain/decide/change-keyword.js';
import {
  keywordParams,
  type KeywordParams,
  keywordShape,
  type KeywordView,
  nothing,
} from '../../http/keyword-shapes.js';
import { ChangeKeyword } from '../change-keyword.js';

@Controller('api/recognition-bank/v1/keywords')
export class RetireKeywordController {
  constructor(private readonly change: ChangeKeyword) {}

  /** 200 with the keyword, what is offered to nobody any more; what was filed under it stays. */
  @Post(':code/retire')
  @HttpCode(200)
  @Answers(keywordShape, {
    summary: 'Offer a keyword no more',
    roles: ROLES_BY_ACTION['retire-keyword'],
    problems: [
      ...(['keyword/role-not-allowed', 'keyword/not-found', 'keyword/not-live'] as const),
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
    return this.change.execute('retire-keyword', command, code, async (keyword) => {
      const changed = retireKeyword(keyword);
      return isRefused(changed) ? changed : [changed];
    });
  }
}
