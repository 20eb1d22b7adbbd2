import {
  DEFAULT_RIGHTS,
  type HolderOfRights,
  readingAsksProgramme,
  type Rights,
  type RightsRows,
  rightsWith,
} from '#kernel';
import { type Actor, prepared, type SqlRunner } from '#platform';

const HOLDER = {
  name: 'holder-of-rights',
  text: `
  SELECT (SELECT granted FROM rights_matrix_copy WHERE institution_oid = $1) AS granted,
         (SELECT programme_codes FROM staff_copy WHERE institution_oid = $1 AND person_id = $2) AS "programmeCodes"`,
};
const GRANTED = {
  name: 'granted-rights',
  text: `SELECT institution_oid AS "institutionOid", granted FROM rights_matrix_copy WHERE institution_oid = ANY ($1::text[])`,
};

type Person = Pick<Actor, 'institutionOid' | 'personId'> & { readonly roles: readonly string[] };

/** A person with the rights matrix of their institution as it is now, and the programmes that the university has published of them. */
export async function holderOfRights<P extends Person>(sql: SqlRunner, person: P): Promise<P & HolderOfRights> {
  const [row] = await prepared<{ granted: RightsRows | null; programmeCodes: string[] | null }>(sql, HOLDER, [
    person.institutionOid,
    person.personId,
  ]);
  const rights = row?.granted ? rightsWith(row.granted) : DEFAULT_RIGHTS;
  return { ...person, rights, programmeCodes: row?.programmeCodes ?? [] };
}

/** The rights matrices of institutions; of one that has set nothing: the default. */
export async function rightsOf(sql: SqlRunner, institutionOids: readonly string[]): Promise<(oid: string) => Rights> {
  const rows = await prepared<{ institutionOid: string; granted: RightsRows }>(sql, GRANTED, [institutionOids]);
  const known = new Map(rows.map(({ institutionOid, granted }) => [institutionOid, rightsWith(granted)]));
  return (institutionOid) => known.get(institutionOid) ?? DEFAULT_RIGHTS;
}

const PROGRAMMES_OF_STAFF = {
  name: 'programmes-of-staff',
  text: `
  SELECT institution_oid AS "institutionOid", person_id AS "personId", programme_codes AS "programmeCodes" FROM staff_copy
   WHERE institution_oid = ANY ($1::text[]) AND programme_codes <> '{}'`,
};

/** Anybody of these institutions with their rights; where they work only as far as reading depends on it. */
export async function readersWithRights(
  sql: SqlRunner,
  institutionOids: readonly string[],
): Promise<(reader: Actor) => Actor & HolderOfRights> {
  const rights = await rightsOf(sql, institutionOids);
  const asking = [...new Set(institutionOids)].filter((oid) => readingAsksProgramme(rights(oid)));
  const staff =
    asking.length === 0
      ? []
      : await prepared<Person & { programmeCodes: readonly string[] }>(sql, PROGRAMMES_OF_STAFF, [asking]);
  return (reader) => {
    const { institutionOid, personId } = reader;
    const known = staff.find((one) => one.institutionOid === institutionOid && one.personId === personId);
    return { ...reader, rights: rights(institutionOid), programmeCodes: known?.programmeCodes ?? [] };
  };
}
