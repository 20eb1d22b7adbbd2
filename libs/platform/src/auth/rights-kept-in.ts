import {
  DEFAULT_RIGHTS,
  type HolderOfRights,
  readingAsksProgramme,
  type Rights,
  type RightsRows,
  rightsWith,
} from '#kernel';
import { prepared, type SqlRunner } from '../sql.js';
import type { Actor } from './actor.js';

type Person = Pick<Actor, 'institutionOid' | 'personId'> & { readonly roles: readonly string[] };

/** Where a service keeps the rights matrices of institutions (R14), and where it keeps its copy of people. */
export interface RightsTables {
  readonly matrix: string;
  readonly people: string;
  /** Condition on a row of people that leaves out those who only study. */
  readonly isStaff?: string;
}

/** Reads people's rights in the transaction of a request: what an institution has set holds from the next one on. */
export function rightsKeptIn({ matrix, people, isStaff = 'true' }: RightsTables) {
  const holder = {
    name: 'holder-of-rights',
    text: `
    SELECT (SELECT granted FROM ${matrix} WHERE institution_oid = $1) AS granted,
           (SELECT programme_codes FROM ${people} WHERE institution_oid = $1 AND person_id = $2) AS "programmeCodes"`,
  };
  const granted = {
    name: 'granted-rights',
    text: `SELECT institution_oid AS "institutionOid", granted FROM ${matrix} WHERE institution_oid = ANY ($1::text[])`,
  };
  const programmesOfStaff = {
    name: 'programmes-of-staff',
    text: `
    SELECT institution_oid AS "institutionOid", person_id AS "personId", programme_codes AS "programmeCodes" FROM ${people}
     WHERE institution_oid = ANY ($1::text[]) AND programme_codes <> '{}' AND ${isStaff}`,
  };

  /** A person with the rights matrix of their institution as it is now, and the programmes that the university has published of them. */
  async function holderOfRights<P extends Person>(sql: SqlRunner, person: P): Promise<P & HolderOfRights> {
    const [row] = await prepared<{ granted: RightsRows | null; programmeCodes: string[] | null }>(sql, holder, [
      person.institutionOid,
      person.personId,
    ]);
    const rights = row?.granted ? rightsWith(row.granted) : DEFAULT_RIGHTS;
    return { ...person, rights, programmeCodes: row?.programmeCodes ?? [] };
  }

  /** The rights matrices of institutions; of one that has set nothing: the default. */
  async function rightsOf(sql: SqlRunner, institutionOids: readonly string[]): Promise<(oid: string) => Rights> {
    const rows = await prepared<{ institutionOid: string; granted: RightsRows }>(sql, granted, [institutionOids]);
    const known = new Map(rows.map((row) => [row.institutionOid, rightsWith(row.granted)]));
    return (institutionOid) => known.get(institutionOid) ?? DEFAULT_RIGHTS;
  }

  /** Anybody of these institutions with their rights; where they work only as far as reading depends on it. */
  async function readersWithRights(
    sql: SqlRunner,
    institutionOids: readonly string[],
  ): Promise<(reader: Actor) => Actor & HolderOfRights> {
    const rights = await rightsOf(sql, institutionOids);
    const asking = [...new Set(institutionOids)].filter((oid) => readingAsksProgramme(rights(oid)));
    const staff =
      asking.length === 0
        ? []
        : await prepared<Person & { programmeCodes: readonly string[] }>(sql, programmesOfStaff, [asking]);
    return (reader) => {
      const { institutionOid, personId } = reader;
      const known = staff.find((one) => one.institutionOid === institutionOid && one.personId === personId);
      return { ...reader, rights: rights(institutionOid), programmeCodes: known?.programmeCodes ?? [] };
    };
  }

  return { holderOfRights, rightsOf, readersWithRights };
}
