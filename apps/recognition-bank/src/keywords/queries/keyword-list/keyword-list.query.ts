import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '#messaging';
import { type Actor, keyset, orProblem, pageOf } from '#platform';
import { can } from '../../../domain/policy.js';
import type { ErrorCode } from '../../../errors.js';
import type { Keyword, KeywordState } from '../../domain/keyword.js';
import type { KeywordPage } from '../../http/keyword-shapes.js';

export interface KeywordFilter {
  readonly state?: KeywordState | undefined;
  readonly text?: string | undefined;
  /** Only those without a translation into this language. */
  readonly missing?: 'sv' | 'en' | undefined;
  readonly fieldOfEducation?: number | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const position = keyset(z.tuple([z.int32(), z.string(), z.string()]), {
  code: 'keyword/cursor-invalid' satisfies ErrorCode,
});
/** Entries are counted up to this. */
const COUNTED = 1000;

/** Live ones without a translation come first, then the other live ones, then what is retired; in each by the Finnish term. */
const LISTED = `
  WITH listed AS (
    SELECT code, terms, fields_of_education AS "fieldsOfEducation", state, merged_into AS "mergedInto", version,
           CASE WHEN state = 'RETIRED' THEN 2 WHEN terms ?& ARRAY['sv', 'en'] THEN 1 ELSE 0 END AS rank,
           precedent_fold(terms ->> 'fi') COLLATE "C" AS folded
      FROM keyword
     WHERE institution_oid = $1
       AND ($2::text IS NULL OR state = $2)
       AND ($3::text IS NULL OR strpos(precedent_fold(concat_ws(' ', code, terms ->> 'fi', terms ->> 'sv', terms ->> 'en')),
                                       precedent_fold($3)) > 0)
       AND ($4::text IS NULL OR NOT terms ? $4)
       AND ($5::int IS NULL OR fields_of_education = '{}' OR $5::smallint = ANY (fields_of_education)))`;
const PAGE = `${LISTED}
  SELECT *, (SELECT count(*)::int FROM (SELECT FROM precedent
                                         WHERE institution_oid = $1
                                           AND basis_keywords && (ARRAY[page.code] || ARRAY(
                                                 SELECT code FROM keyword meant
                                                  WHERE meant.institution_oid = $1 AND meant.merged_into = page.code))
                                         LIMIT ${COUNTED}) filed) AS entries
    FROM (SELECT * FROM listed
           WHERE $6::int IS NULL OR (rank, folded, code) > ($6::int, $7::text COLLATE "C", $8::text)
           ORDER BY rank, folded, code LIMIT $9) page
   ORDER BY rank, folded, code`;
const COUNT = `${LISTED} SELECT count(*)::int AS total FROM listed`;

/** The whole codeset of the institution, for those who look after it (R104). Keywords are nobody's data: no audit line is due. */
@Injectable()
export class KeywordListQuery {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws ProblemError `keyword/role-not-allowed`, `keyword/cursor-invalid` */
  async execute(actor: Actor, filter: KeywordFilter): Promise<KeywordPage> {
    orProblem(can(actor, 'list-keywords'));
    const { state, text, missing, fieldOfEducation, limit } = filter;
    const after = position.keyIn(filter.cursor) ?? [null, null, null];
    const filters = [actor.institutionOid, state, text, missing, fieldOfEducation].map((value) => value ?? null);
    return this.unitOfWork.run(async ({ sql }) => {
      const [rows, [counted]] = await Promise.all([
        sql.query<(Omit<Keyword, 'institutionOid'> & Place)[]>(PAGE, [...filters, ...after, limit + 1]),
        sql.query<{ total: number }[]>(COUNT, filters),
      ]);
      const page = pageOf(
        rows,
        limit,
        ({ rank: _, folded: __, ...keyword }) => keyword,
        (last) => position.cursorAfter([last.rank, last.folded, last.code]),
      );
      return { ...page, total: counted?.total ?? 0 };
    });
  }
}

interface Place {
  readonly rank: number;
  readonly folded: string;
  readonly entries: number;
}
