import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { isRefused, LIMITS } from '#kernel';
import { Answers, Command, ProblemError, type SentCommand, ValidBody, ValidParams, VersionedReply } from '#platform';
import { ROLES_BY_ACTION } from '../../../domain/policy.js';
import type { ErrorCode } from '../../../errors.js';
import { follow, mergeKeyword } from '../../domain/decide/change-keyword.js';
import { keywordParams, type KeywordParams, keywordShape, type KeywordView } from '../../http/keyword-shapes.js';
import { KeywordRepository } from '../../persistence/keyword.repository.js';
import { ChangeKeyword } from '../change-keyword.js';

const target = z.strictObject({ into: z.string().min(1).max(LIMITS.keyword) });

@Controller('api/recognition-bank/v1/keywords')
export class MergeKeywordController {
  constructor(
    private readonly change: ChangeKeyword,
    private readonly keywords: KeywordRepository,
  ) {}

  /** 200 with the keyword, retired: it means the other one from now on, and what was filed under it is found there. */
  @Post(':code/merge')
  @HttpCode(200)
  @Answers(keywordShape, {
    summary: 'Let a keyword mean another one',
    roles: ROLES_BY_ACTION['merge-keyword'],
    problems: [
      ...(['keyword/role-not-allowed', 'keyword/not-found', 'keyword/not-live', 'keyword/merged-into-itself'] as const),
      'keyword/idempotency-key-reused',
    ],
    versioned: true,
  })
  @VersionedReply()
  async post(
    @Command('required') command: SentCommand,
    @ValidParams(keywordParams) { code }: KeywordParams,
    @ValidBody(target) { into }: z.infer<typeof target>,
  ): Promise<KeywordView> {
    const decide: Parameters<ChangeKeyword['execute']>[3] = async (keyword, others, { sql }) => {
      const other = others.get(into);
      if (!other) throw new ProblemError<ErrorCode>('keyword/not-found', { keyword: into });
      const merged = mergeKeyword(keyword, other);
      if (isRefused(merged)) return merged;
      const followers = await this.keywords.lockMergedInto(sql, keyword);
      return [merged, ...followers.map((one) => follow(one, other))];
    };
    return this.change.execute('merge-keyword', command, code, decide, [into]);
  }
}
