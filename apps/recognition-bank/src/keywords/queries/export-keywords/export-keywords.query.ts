import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '#messaging';
import { type Actor, keyset, orProblem, pageOf } from '#platform';
import { can } from '../../../domain/policy.js';
import type { ErrorCode } from '../../../errors.js';
import { csvLine } from '../../domain/import/csv.js';
import { EXPORTED } from '../../domain/import/rows-of-keywords.js';
import type { Keyword } from '../../domain/keyword.js';
import type { KeywordExport } from '../../http/keyword-shapes.js';
import { KeywordRepository } from '../../persistence/keyword.repository.js';

const position = keyset(z.tuple([z.string()]), { code: 'keyword/cursor-invalid' satisfies ErrorCode });

/** The codeset as a table, piece by piece (R104). Keywords are nobody's data: no audit line is due. */
@Injectable()
export class ExportKeywordsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keywords: KeywordRepository,
  ) {}

  /** @throws ProblemError `keyword/role-not-allowed`, `keyword/cursor-invalid` */
  async execute(actor: Actor, cursor: string | undefined, limit: number): Promise<KeywordExport> {
    orProblem(can(actor, 'export-keywords'));
    const [after = null] = position.keyIn(cursor) ?? [];
    const rows = await this.unitOfWork.read((sql) =>
      this.keywords.listAfter(sql, actor.institutionOid, after, limit + 1),
    );
    const { items, nextCursor } = pageOf(rows, limit, lineOf, ({ code }) => position.cursorAfter([code]));
    const head = after === null ? csvLine(EXPORTED) : '';
    return { csv: head + items.join(''), nextCursor };
  }
}

function lineOf({ code, terms: { fi, sv = '', en = '' }, fieldsOfEducation, state }: Keyword): string {
  return csvLine([code, fi, sv, en, fieldsOfEducation.join(' '), state]);
}
