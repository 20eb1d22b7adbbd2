import { Injectable } from '@nestjs/common';
import { type Actor, posted, rowsChanged, type SqlRunner } from '#platform';

/** Noted once a day: a case is read many times. */
const SEEN = {
  name: 'person-name-seen',
  text: `INSERT INTO person_name AS known (person_id, name, seen_at) VALUES ($1, $2, $3)
    ON CONFLICT (person_id) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at
      WHERE known.name <> excluded.name OR known.seen_at <= excluded.seen_at - interval '1 day'`,
};

/** Table `person_name`: of those who read cases and take their steps. */
@Injectable()
export class PersonNameRepository {
  /** Keeps what the actor's token says: nobody publishes the people of the desk. */
  async keepPerson(sql: SqlRunner, { personId, name, username }: Actor, at: Date): Promise<void> {
    await posted(sql, SEEN, [personId, name ?? username, at]);
  }

  /** Names of those of the people that are known, by id. */
  async ofPeople(sql: SqlRunner, ids: readonly (string | null | undefined)[]): Promise<Record<string, string>> {
    const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
    const rows = await sql.query<{ id: string; name: string }[]>(
      'SELECT person_id AS id, name FROM person_name WHERE person_id = ANY($1)',
      [wanted],
    );
    return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  }

  /**
   * Forgets names of people who have not been seen since, unless they take part in a case that is not settled.
   * @param most rows at once
   * @returns how many were forgotten
   */
  async forget(sql: SqlRunner, seenBefore: Date, most: number): Promise<number> {
    return rowsChanged(
      sql,
      `DELETE FROM person_name WHERE person_id IN (
         SELECT known.person_id FROM person_name known WHERE known.seen_at < $1 AND NOT EXISTS (
           SELECT FROM support_case c WHERE c.state IN ('OPEN', 'PROPOSED')
             AND known.person_id IN (c.opened_by, c.proposed_by)) LIMIT $2)`,
      [seenBefore, most],
    );
  }
}
