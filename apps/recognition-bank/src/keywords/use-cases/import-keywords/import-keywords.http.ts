import { Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { Answers, Command, type SentCommand, ValidBody } from '#platform';
import { ROLES_BY_ACTION } from '../../../domain/policy.js';
import { type ImportReport, importReport } from '../../http/keyword-shapes.js';
import { ImportKeywords } from './import-keywords.use-case.js';

/** A piece of a table: its head and at most 500 lines; longer ones are sent in pieces. */
const table = z.strictObject({
  csv: z.string().min(1).max(200_000),
  firstLine: z.int().min(2).max(10_000_000).default(2),
  take: z.boolean(),
});

@Controller('api/recognition-bank/v1/keyword-imports')
export class ImportKeywordsController {
  constructor(private readonly importKeywords: ImportKeywords) {}

  /** 200 with what comes of the lines; without `take` nothing is changed. */
  @Post()
  @HttpCode(200)
  @Answers(importReport, {
    summary: 'Take keywords from a table, or see what would come of it',
    roles: ROLES_BY_ACTION['import-keywords'],
    problems: [
      ...(['keyword/role-not-allowed', 'keyword/table-unreadable', 'keyword/table-too-long'] as const),
      'keyword/idempotency-key-reused',
    ],
  })
  async post(
    @Command('none') command: SentCommand,
    @ValidBody(table) sent: z.infer<typeof table>,
  ): Promise<ImportReport> {
    return this.importKeywords.execute(command, sent);
  }
}
