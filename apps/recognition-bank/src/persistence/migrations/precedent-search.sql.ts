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
export const PRECEDENT_SEARCH_SQL = [
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
