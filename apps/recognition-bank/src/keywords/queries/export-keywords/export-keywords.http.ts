import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Answers, CurrentActor, ValidQuery } from '#platform';
import { ROLES_BY_ACTION } from '../../../domain/policy.js';
import { type KeywordExport, keywordExport } from '../../http/keyword-shapes.js';
import { ExportKeywordsQuery } from './export-keywords.query.js';

const pieceQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(2000).default(2000),
  cursor: z.string().min(1).max(500).optional(),
});

@Controller('api/recognition-bank/v1/keyword-exports')
export class ExportKeywordsController {
  constructor(private readonly exportKeywords: ExportKeywordsQuery) {}

  /** 200 with a piece of the codeset as CSV, the head in the first one; the pieces one after another are the table. */
  @Get()
  @Answers(keywordExport, {
    summary: 'Get the keywords as a table',
    roles: ROLES_BY_ACTION['export-keywords'],
    problems: ['keyword/role-not-allowed', 'keyword/cursor-invalid'],
  })
  async get(
    @CurrentActor() actor: Actor,
    @ValidQuery(pieceQuery) { cursor, limit }: z.infer<typeof pieceQuery>,
  ): Promise<KeywordExport> {
    return this.exportKeywords.execute(actor, cursor, limit);
  }
}
