import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { LocalisedText } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, keyset, orProblem, pageOf } from '#platform';
import { can } from '../../../domain/policy.js';
import type { ErrorCode } from '../../../errors.js';
import type { KeywordMenu } from '../../http/keyword-shapes.js';

export interface MenuRequest {
  readonly language: keyof LocalisedText;
  readonly text?: string | undefined;
  readonly fieldOfEducation?: number | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const position = keyset(z.tuple([z.int32(), z.string(), z.string()]), {
  code: 'keyword/cursor-invalid' satisfies ErrorCode,
});

/** Terms that begin with the text come first, then those with a word that does, then those that hold it anywhere. */
const MENU = `
  WITH typed AS (SELECT precedent_fold($3::text) AS text),
  found AS (
    SELECT code, term, translated, folded COLLATE "C" AS folded,
           CASE WHEN $3::text IS NULL OR starts_with(folded, typed.text) THEN 0
                WHEN strpos(folded, ' ' || typed.text) > 0 THEN 1
                ELSE 2 END AS rank
      FROM keyword_term, typed
     WHERE institution_oid = $1 AND language = $2
       AND ($3::text IS NULL OR strpos(folded, typed.text) > 0)
       AND ($4::int IS NULL OR fields_of_education = '{}' OR $4::smallint = ANY (fields_of_education)))
  SELECT * FROM found
   WHERE $5::int IS NULL OR (rank, folded, code) > ($5::int, $6::text COLLATE "C", $7::text)
   ORDER BY rank, folded, code LIMIT $8`;

/** What can be chosen for a decision: live keywords in the reader's language, those of a field of education alone (R100, R102). */
@Injectable()
export class KeywordMenuQuery {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws ProblemError `keyword/role-not-allowed`, `keyword/cursor-invalid` */
  async execute(actor: Actor, { language, text, fieldOfEducation, limit, cursor }: MenuRequest): Promise<KeywordMenu> {
    orProblem(can(actor, 'list-keywords'));
    const after = position.keyIn(cursor) ?? [null, null, null];
    const rows = await this.unitOfWork.read((sql) =>
      sql.query<MenuRow[]>(MENU, [
        ...[actor.institutionOid, language, text ?? null, fieldOfEducation ?? null],
        ...[...after, limit + 1],
      ]),
    );
    return pageOf(
      rows,
      limit,
      ({ code, term, translated }) => ({ code, term, language: translated ? language : 'fi' }),
      (last) => position.cursorAfter([last.rank, last.folded, last.code]),
    );
  }
}

interface MenuRow {
  readonly code: string;
  readonly term: string;
  readonly translated: boolean;
  readonly folded: string;
  readonly rank: number;
}
