import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The codeset of keywords (R99–R105). `keyword_term` is the menu: live keywords alone, a row for each language, where a translation that
 * is missing is stood in for by the Finnish term. Keywords that were free text until now are retired ones, for the administrator to map.
 */
export class Keywords1764950000000 implements MigrationInterface {
  readonly name = 'Keywords1764950000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}

const up = [
  `CREATE TABLE keyword (
    institution_oid     text NOT NULL,
    code                text NOT NULL,
    terms               jsonb NOT NULL,
    fields_of_education smallint[] NOT NULL,
    state               text NOT NULL CHECK (state IN ('LIVE', 'RETIRED')),
    merged_into         text,
    version             integer NOT NULL,
    changed_at          timestamptz NOT NULL,
    changed_by          text,
    last_request        text,
    PRIMARY KEY (institution_oid, code),
    FOREIGN KEY (institution_oid, merged_into) REFERENCES keyword,
    CHECK (merged_into IS NULL OR state = 'RETIRED')
  )`,
  `CREATE INDEX keyword_merged ON keyword (institution_oid, merged_into) WHERE merged_into IS NOT NULL`,
  `CREATE TABLE keyword_term (
    institution_oid     text NOT NULL,
    code                text NOT NULL,
    language            text NOT NULL CHECK (language IN ('fi', 'sv', 'en')),
    term                text NOT NULL,
    folded              text NOT NULL GENERATED ALWAYS AS (precedent_fold(term)) STORED,
    translated          boolean NOT NULL,
    fields_of_education smallint[] NOT NULL,
    PRIMARY KEY (institution_oid, code, language),
    FOREIGN KEY (institution_oid, code) REFERENCES keyword ON DELETE CASCADE
  )`,
  `CREATE UNIQUE INDEX keyword_term_once ON keyword_term (institution_oid, language, folded) WHERE translated`,
  `CREATE INDEX keyword_term_in_order ON keyword_term (institution_oid, language, folded COLLATE "C", code)`,
  `CREATE INDEX precedent_by_keyword ON precedent USING gin (basis_keywords)`,
  `INSERT INTO keyword (institution_oid, code, terms, fields_of_education, state, version, changed_at)
   SELECT DISTINCT institution_oid, word, jsonb_build_object('fi', word), '{}'::smallint[], 'RETIRED', 1, now()
     FROM precedent, unnest(basis_keywords) AS word`,
];

const down = [`DROP INDEX precedent_by_keyword`, `DROP TABLE keyword_term, keyword`];
