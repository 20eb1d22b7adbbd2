import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { type Actor, orProblem } from '#platform';
import type { UsedKeyword, UsedKeywords } from '../../http/answer-shapes.js';
import { can } from '../../domain/policy.js';
import { KeywordRepository } from '../../persistence/keyword.repository.js';
import { holderOfRights } from '../../persistence/rights.js';

/** "The five visible words are your five most used keywords" (R101). */
const SHOWN = 5;

/**
 * What was merged counts for what it means now. Before an institution has a codeset its keywords are the words themselves. The code
 * decides between equals.
 */
const MOST_USED = `
  SELECT code, terms, sum(uses)::int AS uses
    FROM (SELECT coalesce(now.code, used.code) COLLATE "C" AS code, coalesce(now.terms, jsonb_build_object('fi', used.code)) AS terms, used.uses
            FROM keyword_use used
            LEFT JOIN keyword_copy meant ON meant.institution_oid = used.institution_oid AND meant.code = used.code
            LEFT JOIN keyword_copy now
                   ON now.institution_oid = used.institution_oid AND now.code = coalesce(meant.merged_into, meant.code)
                      AND now.state = 'LIVE'
           WHERE used.institution_oid = $1 AND used.person_id = $2
             AND (now.code IS NOT NULL
                  OR NOT EXISTS (SELECT FROM keyword_copy WHERE institution_oid = $1 AND state = 'LIVE'))
             AND ($3::int IS NULL OR now.code IS NULL OR now.fields_of_education = '{}'
                  OR $3::smallint = ANY (now.fields_of_education))) counted
   GROUP BY code, terms
   ORDER BY uses DESC, code
   LIMIT ${SHOWN}`;

/** The person's own counts, for the person alone: no audit line is due. */
@Injectable()
export class MostUsedKeywordsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keywords: KeywordRepository,
  ) {}

  async execute(actor: Actor, fieldOfEducation: number | undefined): Promise<UsedKeywords> {
    const { institutionOid, personId } = actor;
    return this.unitOfWork.read(async (sql) => {
      orProblem(can(await holderOfRights(sql, actor), 'make-decision'));
      const [items, codeset] = await Promise.all([
        sql.query<UsedKeyword[]>(MOST_USED, [institutionOid, personId, fieldOfEducation ?? null]),
        this.keywords.codeset(sql, institutionOid, []),
      ]);
      return { items, freeWords: !codeset.isKept };
    });
  }
}
