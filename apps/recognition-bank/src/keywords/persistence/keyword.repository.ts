import { Injectable } from '@nestjs/common';
import type { SqlRunner } from '#platform';
import type { Keyword } from '../domain/keyword.js';

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

  /** One keyword at a time is added to an institution: the code that is chosen for it is still free when it is saved. */
  async codesOf(sql: SqlRunner, institutionOid: string): Promise<ReadonlySet<string>> {
    await sql.query(`SELECT pg_advisory_xact_lock(hashtext('keyword'), hashtext($1))`, [institutionOid]);
    const rows = await sql.query<{ code: string }[]>(`SELECT code FROM keyword WHERE institution_oid = $1`, [
      institutionOid,
    ]);
    return new Set(rows.map(({ code }) => code));
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

  /** Saves the keyword, and its place in the menu. */
  async save(sql: SqlRunner, keyword: Keyword, { at, actorId, request }: Authorship): Promise<void> {
    const { institutionOid, code, terms, fieldsOfEducation, state, mergedInto, version } = keyword;
    await sql.query(
      `INSERT INTO keyword (institution_oid, code, terms, fields_of_education, state, merged_into, version, changed_at, changed_by,
         last_request)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (institution_oid, code) DO UPDATE
         SET terms = excluded.terms, fields_of_education = excluded.fields_of_education, state = excluded.state,
             merged_into = excluded.merged_into, version = excluded.version, changed_at = excluded.changed_at,
             changed_by = excluded.changed_by, last_request = excluded.last_request`,
      [
        institutionOid,
        code,
        JSON.stringify(terms),
        fieldsOfEducation,
        state,
        mergedInto,
        version,
        at,
        actorId,
        request,
      ],
    );
    await sql.query(`DELETE FROM keyword_term WHERE institution_oid = $1 AND code = $2`, [institutionOid, code]);
    if (state === 'RETIRED') return;
    const inEach = LANGUAGES.map((language) => terms[language] ?? terms.fi);
    const translated = LANGUAGES.map((language) => terms[language] !== undefined);
    await sql.query(
      `INSERT INTO keyword_term (institution_oid, code, fields_of_education, language, term, translated)
       SELECT $1, $2, $3, * FROM unnest($4::text[], $5::text[], $6::boolean[])`,
      [institutionOid, code, fieldsOfEducation, LANGUAGES, inEach, translated],
    );
  }
}

export interface TakenTerm {
  readonly keyword: string;
  readonly term: string;
}
