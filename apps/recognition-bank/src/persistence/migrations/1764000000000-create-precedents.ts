import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Letters with marks that Finnish and Swedish readers type without them. Never å, ä, ö: they are letters of their own. */
const MARKED = 'áàâãāăąéèêëēėęěíìîïīįóòôõōőúùûüūůűýÿñńňçćčšśşžźżðđłřťďğ';
const PLAIN_ = 'aaaaaaaeeeeeeeeiiiiiioooooouuuuuuuyynnncccssszzzddlrtdg';
/** A database with the C locale does not lower these by itself. */
const UPPER = 'ÅÄÖÁÀÂÃĀĂĄÉÈÊËĒĖĘĚÍÌÎÏĪĮÓÒÔÕŌŐÚÙÛÜŪŮŰÝŸÑŃŇÇĆČŠŚŞŽŹŻÐĐŁŘŤĎĞ';
const LOWER = `åäö${PLAIN_}`;

/**
 * Functions behind the bank's search columns. All are immutable, as generated columns need; stock `unaccent` is
 * not, and would fold å, ä and ö as well.
 *
 * Stemming alone loses Finnish forms whose stems differ (ohjelmointi → ohjelmoint, ohjelmoinnin → ohjelmoin), and no
 * stemmer splits compounds; the trigram indexes catch those.
 */
const SEARCH = [
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  `CREATE FUNCTION precedent_fold(input text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(lower(normalize(input, NFC)), '${UPPER}${MARKED}', '${LOWER}${PLAIN_}')`,
  `CREATE FUNCTION precedent_names(names jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(names ->> 'fi', '') || ' ' || coalesce(names ->> 'sv', '') || ' ' || coalesce(names ->> 'en', '')`,
  // array_to_string is only STABLE because of element types other than text.
  `CREATE FUNCTION precedent_words(words text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$ BEGIN RETURN array_to_string(words, ' '); END $$`,
  `CREATE FUNCTION precedent_subjects(basis_name text, basis_keywords text[], target_name jsonb)
    RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN precedent_fold(basis_name || ' ' || precedent_words(basis_keywords) || ' ' || precedent_names(target_name))`,
  `CREATE FUNCTION precedent_codes_and_programme(basis_code text, programme_code text, programme_name jsonb)
    RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN precedent_fold(coalesce(basis_code, '') || ' ' || programme_code || ' ' || precedent_names(programme_name))`,
  `CREATE FUNCTION precedent_lexemes(folded text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('pg_catalog.finnish', folded) || to_tsvector('pg_catalog.swedish', folded)
      || to_tsvector('pg_catalog.english', folded) || to_tsvector('pg_catalog.simple', folded)`,
  `CREATE FUNCTION precedent_document(
      basis_code text, basis_name text, basis_keywords text[], target_name jsonb, programme_code text, programme_name jsonb)
    RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN setweight(precedent_lexemes(precedent_fold(coalesce(basis_code, '') || ' ' || basis_name)), 'A')
      || setweight(precedent_lexemes(precedent_fold(precedent_words(basis_keywords) || ' ' || precedent_names(target_name))), 'B')
      || setweight(precedent_lexemes(precedent_fold(programme_code || ' ' || precedent_names(programme_name))), 'C')`,
  // The readers' language is not asked: a query in any of the three finds by any of the three.
  `CREATE FUNCTION precedent_query(typed text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN plainto_tsquery('pg_catalog.finnish', precedent_fold(typed))
      || plainto_tsquery('pg_catalog.swedish', precedent_fold(typed))
      || plainto_tsquery('pg_catalog.english', precedent_fold(typed))
      || plainto_tsquery('pg_catalog.simple', precedent_fold(typed))`,
];

/**
 * R85: no column for a person, an application or a decision, no free text but the officer-edited name (R91), no time
 * finer than the month, and therefore no created_at and no ascending id.
 */
const TABLE = [
  `CREATE TABLE precedent (
    id               uuid PRIMARY KEY,
    institution_oid  text NOT NULL,
    bank_key         uuid NOT NULL,
    programme_code   text NOT NULL,
    programme_name   jsonb NOT NULL,
    basis_kind       text NOT NULL CHECK (basis_kind IN ('STUDY', 'COMPETENCE')),
    basis_code       text CHECK (basis_code IS NULL OR basis_kind = 'STUDY'),
    basis_name       text NOT NULL,
    basis_keywords   text[] NOT NULL,
    target_name      jsonb CHECK (target_name IS NULL OR recognition_type <> 'INCLUSION'),
    recognition_type text NOT NULL CHECK (recognition_type IN ('SUBSTITUTION', 'INCLUSION', 'EXEMPTION')),
    partial          boolean NOT NULL,
    credits_applied  numeric(6, 2) NOT NULL CHECK (credits_applied >= 0),
    credits_granted  numeric(6, 2) NOT NULL CHECK (credits_granted >= 0),
    recognised_month text NOT NULL CHECK (recognised_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    subjects         text NOT NULL GENERATED ALWAYS AS (
      precedent_subjects(basis_name, basis_keywords, target_name)) STORED,
    search_text      text NOT NULL GENERATED ALWAYS AS (
      precedent_codes_and_programme(basis_code, programme_code, programme_name) || ' '
        || precedent_subjects(basis_name, basis_keywords, target_name)) STORED,
    search_document  tsvector NOT NULL GENERATED ALWAYS AS (
      precedent_document(basis_code, basis_name, basis_keywords, target_name, programme_code, programme_name)) STORED,
    UNIQUE (institution_oid, bank_key)
  )`,
  'CREATE INDEX precedent_newest ON precedent (institution_oid, recognised_month DESC, id DESC)',
  'CREATE INDEX precedent_search_document ON precedent USING gin (search_document)',
  'CREATE INDEX precedent_search_text ON precedent USING gin (search_text gin_trgm_ops)',
  'CREATE INDEX precedent_subjects_alike ON precedent USING gin (subjects gin_trgm_ops)',
];

/** The bank's one table, and the functions behind its search columns. */
export class CreatePrecedents1764000000000 implements MigrationInterface {
  readonly name = 'CreatePrecedents1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...SEARCH, ...TABLE]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE precedent');
    for (const name of FUNCTIONS) await runner.query(`DROP FUNCTION precedent_${name}`);
  }
}

/** Those that use others first. */
const FUNCTIONS = ['query', 'document', 'lexemes', 'codes_and_programme', 'subjects', 'words', 'names', 'fold'];
