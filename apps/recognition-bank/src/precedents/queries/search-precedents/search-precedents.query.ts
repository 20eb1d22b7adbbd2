import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { LocalisedText } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, idColumn, keyset, pageOf, orProblem } from '#platform';
import type { ErrorCode } from '../../../errors.js';
import { MISSING_BASIS_NAME, WITHHELD } from '../../domain/explained-blanks.js';
import type { Precedent } from '../../domain/precedent.js';
import { can } from '../../../domain/policy.js';
import type { FoundPrecedent, PrecedentPage } from './precedent-view.js';
import {
  type PrecedentSearch,
  searchSql,
  SET_THRESHOLD_SQL,
  wordSimilarityThreshold,
} from './search-precedents.sql.js';

/** Best first, then the newest month; the id decides between equals. */
const position = keyset(z.tuple([z.int32(), z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/), idColumn]), {
  code: 'precedent/cursor-invalid' satisfies ErrorCode,
});

export type PrecedentFilter = Pick<PrecedentSearch, 'text' | 'programmeCode' | 'type' | 'limit'> & {
  readonly cursor: string | undefined;
};

/** Search of the actor's own institution's entries (R82–R84). The entries are anonymous, so no audit line is due. */
@Injectable()
export class SearchPrecedentsQuery {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws ProblemError precedent/search-not-allowed, precedent/cursor-invalid */
  async execute(actor: Actor, filter: PrecedentFilter): Promise<PrecedentPage> {
    orProblem(can(actor, 'search-precedents'));
    const after = position.keyIn(filter.cursor);
    const { sql, parameters } = searchSql({ ...filter, institutionOid: actor.institutionOid, after });
    const rows = await this.unitOfWork.run(async (tx) => {
      if (filter.text !== undefined) await tx.sql.query(SET_THRESHOLD_SQL, [wordSimilarityThreshold(filter.text)]);
      return tx.sql.query<PrecedentRow[]>(sql, parameters);
    });
    return pageOf(rows, filter.limit, found, (last) =>
      position.cursorAfter([last.score, last.recognised_month, last.id]),
    );
  }
}

interface PrecedentRow {
  readonly id: string;
  readonly programme_code: string;
  readonly programme_name: LocalisedText;
  readonly basis_kind: Precedent['basisKind'];
  readonly basis_code: string | null;
  readonly basis_name: string;
  readonly basis_keywords: string[];
  readonly keywords_in_words: FoundPrecedent['keywordsInWords'];
  readonly target_name: LocalisedText | null;
  readonly recognition_type: Precedent['recognitionType'];
  readonly partial: boolean;
  readonly credits_applied: number;
  readonly credits_granted: number;
  readonly recognised_month: string;
  readonly withheld: boolean;
  readonly score: number;
}

function found(row: PrecedentRow): FoundPrecedent {
  const basisNameMissing = row.basis_name === '';
  return {
    id: row.id,
    programmeCode: row.programme_code,
    programmeName: row.programme_name,
    basisKind: row.basis_kind,
    basisCode: row.basis_code,
    basisName: row.basis_name,
    basisNameMissing,
    ...(row.withheld ? { basisNameNote: WITHHELD } : basisNameMissing && { basisNameNote: MISSING_BASIS_NAME }),
    basisKeywords: row.basis_keywords,
    keywordsInWords: [...new Map(row.keywords_in_words.map((keyword) => [keyword.code, keyword])).values()],
    targetName: row.target_name,
    recognitionType: row.recognition_type,
    partial: row.partial,
    creditsApplied: row.credits_applied,
    creditsGranted: row.credits_granted,
    recognisedMonth: row.recognised_month,
    withheld: row.withheld,
  };
}
