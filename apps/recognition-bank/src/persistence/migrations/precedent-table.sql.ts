/**
 * R85: no column for a person, an application or a decision, no free text but the officer-edited name (R91), no time
 * finer than the month, and therefore no created_at and no ascending id.
 */
export const PRECEDENT_TABLE_SQL = [
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
