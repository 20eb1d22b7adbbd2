import { escapeLike, prefixQuery } from '../../domain/search-text.js';
import type { RecognitionType } from '../../domain/precedent.js';

export interface PrecedentSearch {
  readonly institutionOid: string;
  /** Normalised; undefined lists everything. */
  readonly text: string | undefined;
  readonly programmeCode: string | undefined;
  readonly type: RecognitionType | undefined;
  readonly limit: number;
  readonly after: PrecedentPosition | undefined;
}

/** Place of a row in the result order, all descending. */
export type PrecedentPosition = [score: number, month: string, id: string];

/**
 * How alike a word of an entry must be to count as a form of the searched one: hoito – hoidon 0.50,
 * tietokannat – tietokantojen 0.57, ohjelmointi – ohjelmoinnin 0.75, but ohjelmointi – ohjelmisto 0.50. In a short word
 * one changed letter weighs more.
 */
export function wordSimilarityThreshold(text: string): number {
  return [...text].length <= 6 ? 0.5 : 0.55;
}

/** Sets the threshold for the transaction of the search. */
export const SET_THRESHOLD_SQL = "SELECT set_config('pg_trgm.word_similarity_threshold', $1, true)";

/** The keywords of an entry in words: what was merged means the other one now; a word from before the codeset stands for itself (R104). */
const KEYWORDS_IN_WORDS = `(
      SELECT coalesce(jsonb_agg(jsonb_build_object('code', coalesce(now.code, used.code),
                                                   'terms', coalesce(now.terms, meant.terms, jsonb_build_object('fi', used.code)))
                                ORDER BY used.place), '[]')
        FROM unnest(basis_keywords) WITH ORDINALITY AS used (code, place)
        LEFT JOIN keyword meant ON meant.institution_oid = $1 AND meant.code = used.code
        LEFT JOIN keyword now ON now.institution_oid = $1 AND now.code = meant.merged_into) AS keywords_in_words`;

/** Text shorter than this has no trigram of its own: the trigram index would be read from end to end. */
const TRIGRAM_MIN = 3;

/**
 * The search as SQL and its parameters: exact code first, then words and their forms by rank, then parts of words, then
 * look-alike words. One row more than `limit` shows that there is a next page.
 */
export function searchSql(search: PrecedentSearch): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [search.institutionOid];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const where = ['institution_oid = $1'];
  if (search.programmeCode !== undefined) where.push(`programme_code = ${bind(search.programmeCode)}`);
  if (search.type !== undefined) where.push(`recognition_type = ${bind(search.type)}`);
  let score = '0';
  if (search.text !== undefined) {
    const matcher = textMatch(search.text, bind);
    where.push(`(${matcher.condition})`);
    score = matcher.score;
  }
  const position = search.after;
  const page = position
    ? `WHERE (score, recognised_month, id) < (${bind(position[0])}::int, ${bind(position[1])}, ${bind(position[2])}::uuid)`
    : '';
  const sql = `
    SELECT id, programme_code, programme_name, basis_kind, basis_code, basis_name, basis_keywords, target_name,
           recognition_type, partial, credits_applied::float8 AS credits_applied,
           credits_granted::float8 AS credits_granted, recognised_month, withheld, score,
           ${KEYWORDS_IN_WORDS}
      FROM (SELECT *, (${score})::int AS score FROM precedent WHERE ${where.join(' AND ')}) AS found
      ${page}
     ORDER BY score DESC, recognised_month DESC, id DESC
     LIMIT ${bind(search.limit + 1)}`;
  return { sql, parameters };
}

function textMatch(text: string, bind: (value: unknown) => string): { condition: string; score: string } {
  const needle = `precedent_fold(${bind(text)}::text)`;
  const prefix = prefixQuery(text);
  const query = prefix
    ? `(precedent_query(${needle}) || to_tsquery('pg_catalog.simple', precedent_fold(${bind(prefix)}::text)))`
    : `precedent_query(${needle})`;
  const containing = `search_text LIKE '%' || precedent_fold(${bind(escapeLike(text))}::text) || '%'`;
  const conditions = [`search_document @@ ${query}`];
  if ([...text].length >= TRIGRAM_MIN) conditions.push(containing, `subjects %> ${needle}`);
  const score = `CASE
      WHEN ${needle} IN (precedent_fold(basis_code), precedent_fold(programme_code)) THEN 3000000
      WHEN search_document @@ ${query} THEN 2000000 + 900000 * least(1, ts_rank(search_document, ${query}))
      WHEN ${containing} THEN 1500000
      ELSE 1000000 * word_similarity(${needle}, subjects)
    END`;
  return { condition: conditions.join(' OR '), score };
}
