import type { LocalisedText } from '#kernel';
import { prepared, type SqlRunner } from '#platform';

const NAMES_OF_PEOPLE = {
  name: 'names-of-people',
  text: `
  SELECT person_id AS id, first_name || ' ' || last_name AS name
    FROM person_copy WHERE institution_oid = $1 AND person_id = ANY ($2::text[]) AND NOT forgotten`,
};
const PROGRAMME_NAMES = {
  name: 'programme-names',
  text: `
  SELECT programme_code AS code, name FROM degree_programme_copy WHERE institution_oid = $1 AND programme_code = ANY ($2::text[])`,
};

/** Names of people by their ids; nobody's whose name is unknown or was removed. */
export async function namesOfPeople(
  sql: SqlRunner,
  institutionOid: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await prepared<{ id: string; name: string }>(sql, NAMES_OF_PEOPLE, [institutionOid, personIds]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Names of degree programmes by their codes, as far as they have been published. */
export async function namesOfProgrammes(
  sql: SqlRunner,
  institutionOid: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, LocalisedText>> {
  const rows = await prepared<{ code: string; name: LocalisedText }>(sql, PROGRAMME_NAMES, [institutionOid, codes]);
  return new Map(rows.map(({ code, name }) => [code, name]));
}
