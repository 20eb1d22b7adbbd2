import { type Day, type HolderOfRights, obstacleTo, type Rights, waysTo } from '#kernel';
import { type Actor, prepared, type SqlRunner } from '#platform';
import type { ActingPerson } from '../domain/acting-person.js';

const HANDLES_IN = {
  name: 'programmes-of-a-handler',
  text: `
  SELECT coalesce(programme_codes, '{}') AS "programmeCodes", roles
    FROM person_copy
   WHERE institution_oid = $1 AND person_id = $2 AND NOT forgotten
     AND (valid_from IS NULL OR valid_from <= $3::date) AND (valid_until IS NULL OR valid_until >= $3::date)`,
};
interface HandlerRow {
  readonly programmeCodes: readonly string[];
  readonly roles: readonly string[];
}

/**
 * Where the person handles applications on this day, as the university publishes it and the rights matrix of the institution lets; null:
 * nowhere.
 */
export async function programmesOfHandler(
  sql: SqlRunner,
  { institutionOid, personId }: Pick<Actor, 'institutionOid' | 'personId'>,
  rights: Rights,
  today: Day,
): Promise<readonly string[] | null> {
  const [row] = await prepared<HandlerRow>(sql, HANDLES_IN, [institutionOid, personId, today]);
  if (!row) return null;
  const ways = waysTo({ ...row, personId, rights }, 'handle-application');
  // Who is published without programmes handles those of all, unless the institution asks for the same one.
  const may = ways.some((asked) => row.programmeCodes.length > 0 || !asked.includes('SAME_PROGRAMME'));
  return may ? row.programmeCodes : null;
}

/** Somebody with their rights, and where the university says that they handle; nothing is read of those who handle nothing. */
export async function actingPerson<P extends Actor & HolderOfRights>(
  sql: SqlRunner,
  person: P,
  today: Day,
): Promise<P & ActingPerson> {
  const handles = obstacleTo(person, 'handle-application') === null;
  return { ...person, handlesIn: handles ? await programmesOfHandler(sql, person, person.rights, today) : null };
}
