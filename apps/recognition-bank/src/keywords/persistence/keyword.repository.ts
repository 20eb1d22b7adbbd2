import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import type { LocalisedText } from '#kernel';
import { type StandingCodeset, termKey } from '../domain/import/import-keywords.js';
import type { KeywordRow } from '../domain/import/rows-of-keywords.js';
import type { Keyword } from '../domain/keyword.js';
import { codesFor } from '../domain/terms.js';

/** When, by whom and by which request a keyword was changed. */
export interface Authorship {
  readonly at: Date;
  readonly actorId: string;
  readonly request: string;
}

/** A keyword with what its newest change was. */
export type StoredKeyword = Keyword & {
  readonly changedAt: Date;
  readonly changedBy: string | null;
  readonly lastRequest: string | null;
};

const COLUMNS = `institution_oid AS "institutionOid", code, terms, fields_of_education AS "fieldsOfEducation", state,
  merged_into AS "mergedInto", version, changed_at AS "changedAt", changed_by AS "changedBy", last_request AS "lastRequest"`;

/** So many codes are looked up together. */
const CODES_AT_ONCE = 10;
const LANGUAGES = ['fi', 'sv', 'en'] as const;

@Injectable()
export class KeywordRepository {
  /** Those of these codes that the institution has, locked in the order of their codes. */
  async lock(sql: SqlRunner, institutionOid: string, codes: readonly string[]): Promise<Map<string, StoredKeyword>> {
    const rows = await sql.query<StoredKeyword[]>(
      `SELECT ${COLUMNS} FROM keyword WHERE institution_oid = $1 AND code = ANY ($2::text[]) ORDER BY code FOR UPDATE`,
      [institutionOid, codes],
    );
    return new Map(rows.map((row) => [row.code, row]));
  }

  /** The first code for the term that the institution has not; one adds at a time, so that it is still free when it is saved. */
  async freeCode(sql: SqlRunner, institutionOid: string, term: string): Promise<string> {
    await this.lockAdditions(sql, institutionOid);
    for (const codes = codesFor(term); ;) {
      const some = Array.from({ length: CODES_AT_ONCE }, () => codes.next().value);
      const taken = await this.lock(sql, institutionOid, some);
      const free = some.find((code) => !taken.has(code));
      if (free !== undefined) return free;
    }
  }

  /** What stands of all that the lines name, and nothing is added meanwhile. */
  async standingFor(sql: SqlRunner, institutionOid: string, rows: readonly KeywordRow[]): Promise<StandingCodeset> {
    await this.lockAdditions(sql, institutionOid);
    const terms = rows.flatMap(({ terms: { fi, sv, en } }) => [
      fi,
      ...(sv === undefined ? [] : [sv]),
      ...(en === undefined ? [] : [en]),
    ]);
    const folds = new Map(
      (
        await sql.query<{ term: string; folded: string }[]>(
          `SELECT term, precedent_fold(term) AS folded FROM unnest($1::text[]) AS term`,
          [terms],
        )
      ).map(({ term, folded }) => [term, folded]),
    );
    const named = [institutionOid, [...new Set(folds.values())]];
    const [taken, retired] = await Promise.all([
      sql.query<{ language: keyof LocalisedText; folded: string; code: string }[]>(
        `SELECT language, folded, code FROM keyword_term
          WHERE institution_oid = $1 AND language IN ('fi', 'sv', 'en') AND folded = ANY ($2::text[]) AND translated`,
        named,
      ),
      sql.query<{ folded: string; code: string }[]>(
        `SELECT precedent_fold(terms ->> 'fi') AS folded, code FROM keyword
          WHERE institution_oid = $1 AND state = 'RETIRED' AND merged_into IS NULL
            AND precedent_fold(terms ->> 'fi') = ANY ($2::text[]) ORDER BY code DESC`,
        named,
      ),
    ]);
    const codes = rows.flatMap((row) => [...(row.code === null ? [] : [row.code]), ...firstCodes(row.terms.fi)]);
    const found = [...taken, ...retired].map(({ code }) => code);
    return {
      byCode: await this.lock(sql, institutionOid, [...new Set([...codes, ...found])]),
      takenTerms: new Map(taken.map(({ language, folded, code }) => [termKey(language, folded), code])),
      retiredTerms: new Map(retired.map(({ folded, code }) => [folded, code])),
      fold: (term) => folds.get(term) ?? term,
    };
  }

  private async lockAdditions(sql: SqlRunner, institutionOid: string): Promise<void> {
    await sql.query(`SELECT pg_advisory_xact_lock(hashtext('keyword'), hashtext($1))`, [institutionOid]);
  }

  /** Those that have been merged into this one, locked. */
  async lockMergedInto(sql: SqlRunner, { institutionOid, code }: Keyword): Promise<StoredKeyword[]> {
    return sql.query<StoredKeyword[]>(
      `SELECT ${COLUMNS} FROM keyword WHERE institution_oid = $1 AND merged_into = $2 ORDER BY code FOR UPDATE`,
      [institutionOid, code],
    );
  }

  /** The live keyword that has one of these terms already in its language, if another one has. */
  async withTermOf(sql: SqlRunner, { institutionOid, code, terms }: Keyword): Promise<TakenTerm | undefined> {
    const [row] = await sql.query<TakenTerm[]>(
      `SELECT code AS keyword, term FROM keyword_term
        WHERE institution_oid = $1 AND code <> $2 AND translated
          AND (language, folded) IN (SELECT key, precedent_fold(value) FROM jsonb_each_text($3::jsonb))
        ORDER BY language, code LIMIT 1`,
      [institutionOid, code, JSON.stringify(terms)],
    );
    return row;
  }

  /** Saves keywords of one institution, and their places in the menu. */
  async save(sql: SqlRunner, keywords: readonly Keyword[], { at, actorId, request }: Authorship): Promise<void> {
    const institutionOid = keywords[0]?.institutionOid;
    await sql.query(
      `INSERT INTO keyword (institution_oid, code, terms, fields_of_education, state, merged_into, version, changed_at, changed_by,
         last_request)
       SELECT $1, code, terms, ARRAY(SELECT jsonb_array_elements_text("fieldsOfEducation")::smallint), state, "mergedInto", version, $3, $4, $5
         FROM jsonb_to_recordset($2::jsonb)
           AS one (code text, terms jsonb, "fieldsOfEducation" jsonb, state text, "mergedInto" text, version integer)
       ON CONFLICT (institution_oid, code) DO UPDATE
         SET terms = excluded.terms, fields_of_education = excluded.fields_of_education, state = excluded.state,
             merged_into = excluded.merged_into, version = excluded.version, changed_at = excluded.changed_at,
             changed_by = excluded.changed_by, last_request = excluded.last_request`,
      [institutionOid, JSON.stringify(keywords), at, actorId, request],
    );
    await sql.query(`DELETE FROM keyword_term WHERE institution_oid = $1 AND code = ANY ($2::text[])`, [
      institutionOid,
      keywords.map(({ code }) => code),
    ]);
    const places = keywords.filter(({ state }) => state === 'LIVE').flatMap(placesInMenu);
    if (places.length === 0) return;
    await sql.query(
      `INSERT INTO keyword_term (institution_oid, code, fields_of_education, language, term, translated)
       SELECT $1, code, ARRAY(SELECT jsonb_array_elements_text("fieldsOfEducation")::smallint), language, term, translated
         FROM jsonb_to_recordset($2::jsonb)
           AS one (code text, "fieldsOfEducation" jsonb, language text, term text, translated boolean)`,
      [institutionOid, JSON.stringify(places)],
    );
  }

  /** A part of the codeset in the order of the codes, after the one that is named. */
  async listAfter(sql: SqlRunner, institutionOid: string, code: string | null, limit: number): Promise<Keyword[]> {
    return sql.query<StoredKeyword[]>(
      `SELECT ${COLUMNS} FROM keyword
        WHERE institution_oid = $1 AND ($2::text IS NULL OR code > $2) ORDER BY code LIMIT $3`,
      [institutionOid, code, limit],
    );
  }
}

/** Under its own term in each language, or under the Finnish one where there is no translation. */
function placesInMenu({ code, fieldsOfEducation, terms }: Keyword) {
  return LANGUAGES.map((language) => {
    const own = terms[language];
    return { code, fieldsOfEducation, language, term: own ?? terms.fi, translated: own !== undefined };
  });
}

/** Codes that the term could have; a line that finds all of them taken is beyond what people write. */
function firstCodes(term: string): string[] {
  const codes = codesFor(term);
  return Array.from({ length: CODES_AT_ONCE }, () => codes.next().value);
}

export interface TakenTerm {
  readonly keyword: string;
  readonly term: string;
}
