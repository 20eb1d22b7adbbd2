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

const TYPED = 'precedent_fold($3::text)';
/** Without a text, all. */
const ALL = '$3::text IS NULL';
const BEGINS = `folded COLLATE "C" >= ${TYPED} COLLATE "C" AND folded COLLATE "C" < ${TYPED} || '\u{10FFFF}' COLLATE "C"`;
const LIKE = `replace(replace(replace(${TYPED}, '\\', '\\\\'), '%', '\\%'), '_', '\\_')`;
const A_WORD_BEGINS = `folded LIKE '% ' || ${LIKE} || '%' AND NOT (${BEGINS})`;
const ANYWHERE = `folded LIKE '%' || ${LIKE} || '%' AND NOT (${BEGINS}) AND NOT folded LIKE '% ' || ${LIKE} || '%'`;
/** Fewer letters stand in the middle of too many words, and no index finds them there. */
const ANYWHERE_FROM = 3;

/**
 * Terms that begin with the text come first, then those with a word that does, then those that hold it anywhere. What comes later is looked for
 * only where what comes before does not fill the page, and by the index of parts: in the order of the page all terms would be read.
 */
export function menuStatement(text: string | undefined): string {
  const conditions =
    text === undefined ? [ALL] : [BEGINS, A_WORD_BEGINS, ...([...text].length < ANYWHERE_FROM ? [] : [ANYWHERE])];
  const ranked = conditions.map(
    (condition, rank) => `
  rank${rank} AS MATERIALIZED (
    SELECT code, term, translated, folded COLLATE "C" AS folded, ${rank} AS rank
      FROM (SELECT * FROM keyword_term
             WHERE institution_oid = $1 AND language = $2 AND ${condition} ${rank === 0 ? '' : 'OFFSET 0'}) AS held
     WHERE ($4::int IS NULL OR fields_of_education = '{}' OR $4::smallint = ANY (fields_of_education))
       AND ($5::int IS NULL OR (${rank}, folded COLLATE "C", code) > ($5::int, $6::text COLLATE "C", $7::text))
       AND ${foundBefore(rank)} < $8
     ORDER BY folded COLLATE "C", code LIMIT $8)`,
  );
  const all = conditions.map((_, rank) => `SELECT * FROM rank${rank}`).join(' UNION ALL ');
  return `WITH ${ranked.join(',')}\nSELECT * FROM (${all}) AS found ORDER BY rank, folded, code LIMIT $8`;
}

function foundBefore(rank: number): string {
  return Array.from({ length: rank }, (_, before) => `(SELECT count(*) FROM rank${before})`).join(' + ') || '0';
}

/** What can be chosen for a decision: live keywords in the reader's language, those of a field of education alone (R100, R102). */
@Injectable()
export class KeywordMenuQuery {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws ProblemError `keyword/role-not-allowed`, `keyword/cursor-invalid` */
  async execute(actor: Actor, { language, text, fieldOfEducation, limit, cursor }: MenuRequest): Promise<KeywordMenu> {
    orProblem(can(actor, 'list-keywords'));
    const after = position.keyIn(cursor) ?? [null, null, null];
    const rows = await this.unitOfWork.read((sql) =>
      sql.query<MenuRow[]>(menuStatement(text), [
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
