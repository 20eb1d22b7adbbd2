import { Module } from '@nestjs/common';
import { IdempotentTransaction } from '#messaging';
import { KeywordRepository } from './persistence/keyword.repository.js';
import { ExportKeywordsController } from './queries/export-keywords/export-keywords.http.js';
import { ExportKeywordsQuery } from './queries/export-keywords/export-keywords.query.js';
import { KeywordListController } from './queries/keyword-list/keyword-list.http.js';
import { KeywordListQuery } from './queries/keyword-list/keyword-list.query.js';
import { KeywordMenuController } from './queries/keyword-menu/keyword-menu.http.js';
import { KeywordMenuQuery } from './queries/keyword-menu/keyword-menu.query.js';
import { AddKeywordController } from './use-cases/add-keyword/add-keyword.http.js';
import { ChangeKeyword } from './use-cases/change-keyword.js';
import { EditKeywordController } from './use-cases/edit-keyword/edit-keyword.http.js';
import { ImportKeywordsController } from './use-cases/import-keywords/import-keywords.http.js';
import { ImportKeywords } from './use-cases/import-keywords/import-keywords.use-case.js';
import { MergeKeywordController } from './use-cases/merge-keyword/merge-keyword.http.js';
import { RestoreKeywordController } from './use-cases/restore-keyword/restore-keyword.http.js';
import { RetireKeywordController } from './use-cases/retire-keyword/retire-keyword.http.js';

/** The codeset ahot_keywords: what decisions and entries are filed under (R99–R105). */
@Module({
  controllers: [
    ...[KeywordListController, KeywordMenuController],
    ...[AddKeywordController, EditKeywordController, RetireKeywordController, RestoreKeywordController],
    ...[MergeKeywordController, ImportKeywordsController, ExportKeywordsController],
  ],
  providers: [
    ...[KeywordRepository, ChangeKeyword, KeywordListQuery, KeywordMenuQuery],
    ...[ImportKeywords, ExportKeywordsQuery],
    IdempotentTransaction.refusing('keyword/idempotency-key-reused'),
  ],
})
export class KeywordsModule {}
